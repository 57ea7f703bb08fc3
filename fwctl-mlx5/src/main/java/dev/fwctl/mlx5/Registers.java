// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.FwctlDevice;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.LayoutCatalog;
import dev.fwctl.layout.UnknownNameException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The registers of a device, by name or number, as NVIDIA's public tables describe them.
 *
 * <pre>{@code
 * RegisterValue paos = device.registers().read("PAOS", Map.of("local_port", 1));
 * paos.value("oper_status");                                    // "up"
 * device.registers().write("PAOS", Map.of("local_port", 1), Map.of("admin_status", "up", "ase", 1));
 * }</pre>
 *
 * <p>Whether the device has a register is asked of its mask (MCAM, PCAM and their like) when a register that the mask
 * covers is first used, once. Thread-safe.
 */
public final class Registers {
    private final FwctlDevice device;
    private final RegisterSupport support;

    Registers(FwctlDevice device, RegisterSupport support) {
        this.device = device;
        this.support = support;
    }

    /**
     * The names of all registers in the catalog; not every device has all of them.
     *
     * @return sorted
     */
    public static Set<String> names() {
        LayoutCatalog catalog = Catalogs.REGISTERS;
        Set<String> names = new TreeSet<>();
        for (String name : catalog.names()) {
            if (catalog.layout(name).id().isPresent()) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * A register by its name, in any case, or by its number after {@code 0x}.
     *
     * @param name for example {@code MGIR} or {@code 0x9020}
     * @return the register
     * @throws UnknownNameException if the catalog has none, with near names
     */
    public Register register(String name) {
        return new Register(device, support, layout(name));
    }

    /**
     * A register by its number.
     *
     * @param id 16 bits
     * @return the register
     * @throws UnknownNameException if the catalog has none
     */
    public Register register(int id) {
        return register("0x" + Integer.toHexString(id));
    }

    /**
     * Reads a register without index fields.
     *
     * @param name its name or number
     * @return see {@link Register#read}
     */
    public RegisterValue read(String name) {
        return read(name, Map.of());
    }

    /**
     * Reads a register.
     *
     * @param name its name or number
     * @param indexes which instance, by path
     * @return see {@link Register#read}
     */
    public RegisterValue read(String name, Map<String, ?> indexes) {
        return register(name).read(indexes);
    }

    /**
     * Changes fields of a register and nothing else of it.
     *
     * @param name its name or number
     * @param indexes which instance, by path
     * @param fields the new values, by path
     * @return see {@link Register#write}
     */
    public RegisterValue write(String name, Map<String, ?> indexes, Map<String, ?> fields) {
        return register(name).write(indexes, fields);
    }

    /** No register has the number -1. */
    private static long number(String name) {
        try {
            return Integer.parseUnsignedInt(name.substring(2), 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static List<String> numbers() {
        return names().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "0x%04x",
                        Catalogs.REGISTERS.layout(one).id().orElseThrow()))
                .toList();
    }

    private static Layout layout(String name) {
        LayoutCatalog catalog = Catalogs.REGISTERS;
        if (name.startsWith("0x") || name.startsWith("0X")) {
            return catalog.find(number(name))
                    .orElseThrow(() -> UnknownNameException.of("mlx5", "register", name, numbers()));
        }
        Set<String> names = names();
        String found = names.contains(name)
                ? name
                : names.stream()
                        .filter(one -> one.equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> UnknownNameException.of("mlx5", "register", name, names));
        return catalog.layout(found);
    }
}
