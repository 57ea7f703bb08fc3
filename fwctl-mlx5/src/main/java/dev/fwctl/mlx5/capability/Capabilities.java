// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.layout.Field;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.LayoutCatalog;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.lock.HardwareLock;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The capabilities of a device's functions (HCA capabilities), by the names of Linux's {@code mlx5_ifc.h}, a page for
 * each capability type; those that operators ask for most also typed.
 *
 * <pre>{@code
 * mlx5.capabilities().current("GENERAL").number("log_max_qp");
 * mlx5.capabilities().current(RoceCapabilities.TYPE).addresses();
 * mlx5.capabilities().set("GENERAL", FunctionTarget.function(1), Map.of("log_max_qp", 12));
 * }</pre>
 *
 * <p>Thread-safe. Reading and writing take scope {@code CONFIGURATION}; writing takes {@code AccessPolicy.configure()}.
 */
public final class Capabilities {
    private final FwctlDevice device;

    private Capabilities(FwctlDevice device) {
        this.device = device;
    }

    /** The capabilities of an open device; {@code Mlx5Device.capabilities()} is the way to them. */
    public static Capabilities of(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        return new Capabilities(device);
    }

    /** The commands that carry them, for those who list or look for commands: their requests are made here only. */
    public static List<Command<?, ?>> commands() {
        return List.of(HcaCapabilityCommands.QUERY, HcaCapabilityCommands.SET);
    }

    /**
     * The names of all pages in the catalog; not every device has all of them.
     *
     * @return in the order of their numbers
     */
    public static Set<String> pages() {
        LayoutCatalog catalog = CapabilityLayouts.ALL;
        Set<String> pages = new LinkedHashSet<>();
        for (String name : catalog.names()) {
            if (catalog.layout(name).id().isPresent()) {
                pages.add(name);
            }
        }
        return pages;
    }

    /**
     * Current capabilities of the own function, typed.
     *
     * @param type which, for example {@link RoceCapabilities#TYPE}
     * @param <T> its class
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page
     */
    public <T> T current(CapabilityType<T> type) {
        Objects.requireNonNull(type, "type");
        return type.pick(current(type.page()));
    }

    /**
     * Current capabilities of a function, typed.
     *
     * @param type which, for example {@link RoceCapabilities#TYPE}
     * @param target whose
     * @param <T> its class
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page or the function
     */
    public <T> T current(CapabilityType<T> type, FunctionTarget target) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(target, "target");
        return type.pick(current(type.page(), target));
    }

    /**
     * The greatest possible capabilities of the own function, typed.
     *
     * @param type which, for example {@link RoceCapabilities#TYPE}
     * @param <T> its class
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page
     */
    public <T> T maximum(CapabilityType<T> type) {
        Objects.requireNonNull(type, "type");
        return type.pick(maximum(type.page()));
    }

    /**
     * The greatest possible capabilities of a function, typed.
     *
     * @param type which, for example {@link RoceCapabilities#TYPE}
     * @param target whose
     * @param <T> its class
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page or the function
     */
    public <T> T maximum(CapabilityType<T> type, FunctionTarget target) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(target, "target");
        return type.pick(maximum(type.page(), target));
    }

    /**
     * The current capabilities of the own function.
     *
     * @param page its name, in any case
     * @throws UnknownNameException if there is no such page, with near names
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page
     */
    public CapabilityPage current(String page) {
        Objects.requireNonNull(page, "page");
        return current(page, FunctionTarget.own());
    }

    /**
     * The current capabilities of a function.
     *
     * @param page its name, in any case
     * @param target whose
     * @throws UnknownNameException if there is no such page, with near names
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page or the function
     */
    public CapabilityPage current(String page, FunctionTarget target) {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(target, "target");
        return read(layout(page), target, CapabilityMode.CURRENT);
    }

    /**
     * The greatest possible capabilities of the own function.
     *
     * @param page its name, in any case
     * @throws UnknownNameException if there is no such page, with near names
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page
     */
    public CapabilityPage maximum(String page) {
        Objects.requireNonNull(page, "page");
        return maximum(page, FunctionTarget.own());
    }

    /**
     * The greatest possible capabilities of a function.
     *
     * @param page its name, in any case
     * @param target whose
     * @throws UnknownNameException if there is no such page, with near names
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the page or the function
     */
    public CapabilityPage maximum(String page, FunctionTarget target) {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(target, "target");
        return read(layout(page), target, CapabilityMode.MAXIMUM);
    }

    /**
     * Changes capabilities of another function, before its driver is there. Reads the greatest and the current values,
     * changes just the fields that are named, and writes the page back.
     *
     * @param page its name, in any case
     * @param target another function than the own; the firmware accepts no other
     * @param fields the new values, by path
     * @return the page as it was written
     * @throws UnknownNameException if there is no such page or field, with near names
     * @throws IllegalArgumentException if the function is the own, or a value exceeds what the function can have; nothing
     *     was changed
     * @throws Mlx5Exception if the firmware refuses
     */
    public CapabilityPage set(String page, FunctionTarget target, Map<String, ?> fields) {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(fields, "fields");
        Layout layout = layout(page);
        if (!target.other()) {
            throw new IllegalArgumentException("the firmware sets capabilities of other functions only, before they are"
                    + " probed; name one with FunctionTarget.function or vhca");
        }
        // Refuses unknown names and values that do not fit before anything is asked.
        layout.write(ByteBuffer.allocate(layout.size()), 0, fields);
        return HardwareLock.holding(device, () -> {
            ByteBuffer maximum =
                    ByteBuffer.wrap(read(layout, target, CapabilityMode.MAXIMUM).bytes());
            fields.forEach((path, value) -> bounded(layout.field(path), value, maximum, target));
            byte[] current = read(layout, target, CapabilityMode.CURRENT).bytes();
            layout.write(ByteBuffer.wrap(current), 0, fields);
            device.call(
                    HcaCapabilityCommands.SET, new HcaCapabilityCommands.Change(type(layout), target, current.clone()));
            return new CapabilityPage(layout, target, CapabilityMode.CURRENT, current);
        });
    }

    private static void bounded(Field field, Object value, ByteBuffer maximum, FunctionTarget target) {
        long bound = field.get(maximum, 0);
        if (Long.compareUnsigned(field.number(value), bound) > 0) {
            throw new IllegalArgumentException(field.path() + " of " + target + " cannot be " + value
                    + ": the most that it can have is " + Long.toUnsignedString(bound));
        }
    }

    private CapabilityPage read(Layout layout, FunctionTarget target, CapabilityMode mode) {
        byte[] bytes =
                device.call(HcaCapabilityCommands.QUERY, new HcaCapabilityCommands.Query(type(layout), mode, target));
        return new CapabilityPage(layout, target, mode, bytes);
    }

    private static int type(Layout layout) {
        return (int) layout.id().orElseThrow();
    }

    private static Layout layout(String page) {
        String name = page.toUpperCase(Locale.ROOT);
        Set<String> pages = pages();
        if (!pages.contains(name)) {
            throw UnknownNameException.of("mlx5", "capability page", page, pages);
        }
        return CapabilityLayouts.ALL.layout(name);
    }
}
