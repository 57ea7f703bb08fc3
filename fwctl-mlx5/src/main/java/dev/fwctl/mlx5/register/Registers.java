// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.LayoutCatalog;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.lock.HardwareLock;
import dev.fwctl.settings.model.UnitWrite;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    private Registers(FwctlDevice device) {
        this.device = device;
        this.support = new RegisterSupport(device);
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    /** The registers of an open device; {@code Mlx5Device.registers()} is the way to them. */
    public static Registers of(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        return new Registers(device);
    }

    /** The command that carries them, for those who list or look for commands: its requests are made here only. */
    public static Command<?, ?> command() {
        return AccessReg.COMMAND;
    }

    /**
     * The names of all registers in the catalog; not every device has all of them.
     *
     * @return sorted
     */
    public static Set<String> names() {
        LayoutCatalog catalog = RegisterCatalog.layouts();
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
        Objects.requireNonNull(name, "name");
        return new Register(this, layout(name));
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
        Objects.requireNonNull(name, "name");
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
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(indexes, "indexes");
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
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(indexes, "indexes");
        Objects.requireNonNull(fields, "fields");
        return register(name).write(indexes, fields);
    }

    /**
     * Reads a register without index fields, as bytes.
     *
     * @param register which
     * @return its content, big-endian, as long as the register
     * @throws UnsupportedByDeviceException if the device says that it does not have the register
     * @throws Mlx5Exception if the firmware refuses
     */
    public ByteBuffer read(RegisterType register) {
        Objects.requireNonNull(register, "register");
        return read(register, indexes -> {});
    }

    /**
     * Reads a register as bytes.
     *
     * @param register which
     * @param indexes writes the fields that say what is to be read into zeros
     * @return its content, big-endian, as long as the register
     * @throws UnsupportedByDeviceException if the device says that it does not have the register
     * @throws Mlx5Exception if the firmware refuses
     */
    public ByteBuffer read(RegisterType register, Consumer<ByteBuffer> indexes) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(indexes, "indexes");
        return ByteBuffer.wrap(send(RegisterAccess.read(register, filled(register, indexes))));
    }

    /**
     * Writes a register as bytes, all of it.
     *
     * @param register which
     * @param content writes what it shall be into zeros
     * @return what the device answered, as long as the register
     * @throws UnsupportedByDeviceException if the device says that it does not have the register
     * @throws Mlx5Exception if the firmware refuses
     */
    public ByteBuffer write(RegisterType register, Consumer<ByteBuffer> content) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(content, "content");
        return ByteBuffer.wrap(send(RegisterAccess.write(register, filled(register, content))));
    }

    /**
     * A write of a register that could be made: what it does, what the policy says to it, and how to make it. Sends
     * nothing, and does not ask whether the device has the register.
     *
     * @param register which
     * @param content writes what it shall be into zeros
     */
    public UnitWrite planned(RegisterType register, Consumer<ByteBuffer> content) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(content, "content");
        return UnitWrite.rpc(device, AccessReg.COMMAND, RegisterAccess.write(register, filled(register, content)));
    }

    private static byte[] filled(RegisterType register, Consumer<ByteBuffer> content) {
        byte[] data = new byte[register.bytes()];
        content.accept(ByteBuffer.wrap(data));
        return data;
    }

    /** Does something while nobody else changes the hardware through this library. */
    <T> T holding(Supplier<T> work) {
        return HardwareLock.holding(device, work);
    }

    /** The one way to a register. */
    byte[] send(RegisterAccess access) {
        support.require(access.register());
        return device.call(AccessReg.COMMAND, access);
    }

    /** Whether the device has a register; empty if it has no mask that tells. */
    Optional<Boolean> supported(RegisterType register) {
        return support.has(register.id());
    }

    /**
     * The exception for a register whose content contradicts itself.
     *
     * @param content what was read
     * @param why what is wrong with it
     * @return to be thrown
     */
    public MalformedReplyException malformed(ByteBuffer content, String why) {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(why, "why");
        byte[] shown = new byte[Math.min(content.capacity(), MalformedReplyException.SHOWN_BYTES)];
        content.get(0, shown);
        RpcCall call = new RpcCall(
                device.node(), AccessReg.COMMAND.name(), AccessReg.COMMAND.opcode(), RpcScope.DEBUG_READ_ONLY);
        return new MalformedReplyException(call, why, shown, content.capacity());
    }

    /** No register has the number -1. */
    private static long number(String name) {
        // The parsers of the JDK take digits of any script.
        return name.matches("0[xX][0-9a-fA-F]{1,8}") ? Long.parseLong(name, 2, name.length(), 16) : -1;
    }

    private static List<String> numbers() {
        return names().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "0x%04x",
                        RegisterCatalog.layouts().layout(one).id().orElseThrow()))
                .toList();
    }

    private static Layout layout(String name) {
        LayoutCatalog catalog = RegisterCatalog.layouts();
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
