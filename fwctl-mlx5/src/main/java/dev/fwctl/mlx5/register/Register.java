// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.Effects;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.Access;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Member;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.Nulls;
import dev.fwctl.mlx5.internal.Operations;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A register of a device, by the layout that NVIDIA's public tables give it. Thread-safe: in this process, a register is
 * read, changed and written by one thread at a time. Writers in other processes can undo each other's change, as the
 * device has no lock for it.
 */
public final class Register {
    /** Registers that can be written only, though the public tables do not say so of their fields. */
    private static final Set<Integer> WRITE_ONLY =
            Set.of(RegisterType.MNVDI.id(), RegisterType.MNVIA.id(), RegisterType.MCDD.id());

    private final Registers registers;
    private final Layout layout;
    private final RegisterType type;

    Register(Registers registers, Layout layout) {
        this.registers = registers;
        this.layout = layout;
        this.type = new RegisterType(layout.name(), (int) layout.id().orElseThrow(), layout.size());
    }

    /** The register's name. */
    public String name() {
        return layout.name();
    }

    /** Its number. */
    public int id() {
        return type.id();
    }

    /** Its fields. */
    public Layout layout() {
        return layout;
    }

    /**
     * What a write may do, and where that was learnt; reads change nothing, but for those that clear counters or start an
     * operation by a field of their own.
     *
     * @return unknown for registers of which no public document says so
     */
    public Effects writeEffects() {
        return RegisterCatalog.ofWrite(type.id());
    }

    /**
     * The fields that say which instance is meant, such as a port: what {@link #read} takes.
     *
     * @return their names, in the register's order; those inside of nested layouts are left out
     */
    public List<String> indexes() {
        return layout.members().stream()
                .filter(member -> member.access() == Access.INDEX)
                .map(Member::name)
                .toList();
    }

    /**
     * Whether the device has it.
     *
     * @return empty if the device has no mask that tells; the first access will
     */
    public Optional<Boolean> supported() {
        return registers.supported(type);
    }

    /**
     * Reads the register.
     *
     * @param indexes which instance, by path: a port, a sensor, a page. Fields that are left out are zero
     * @return what the device answered
     * @throws dev.fwctl.layout.UnknownNameException if the register has no such field
     * @throws IllegalArgumentException if a field is read-only or cannot hold the value
     * @throws UnsupportedByDeviceException if the device says that it does not have the register
     * @throws Mlx5Exception if the firmware refuses
     */
    public RegisterValue read(Map<String, ?> indexes) {
        Nulls.in(indexes, "indexes");
        byte[] data = new byte[layout.size()];
        layout.write(ByteBuffer.wrap(data), 0, indexes);
        return new RegisterValue(layout, registers.send(RegisterAccess.read(type, data)));
    }

    /**
     * Writes fields of the register: reads it, changes just these fields, and writes it back. Bits that the layout does
     * not know stay as they are; fields that start an operation, or can only be written, are zero unless they are named
     * here.
     *
     * @param indexes which instance, by path
     * @param fields the new values, by path
     * @return what the device answered
     * @throws dev.fwctl.layout.UnknownNameException if the register has no such field
     * @throws IllegalArgumentException if a field is read-only, an index, or cannot hold the value
     * @throws UnsupportedByDeviceException if the device says that it does not have the register
     * @throws Mlx5Exception if the firmware refuses
     */
    public RegisterValue write(Map<String, ?> indexes, Map<String, ?> fields) {
        Nulls.in(indexes, "indexes");
        Nulls.in(fields, "fields");
        fields.keySet().forEach(this::refuseIndex);
        Map<String, Object> all = new LinkedHashMap<>(indexes);
        all.putAll(fields);
        // Refuses what cannot be written before anything is read.
        layout.write(ByteBuffer.allocate(layout.size()), 0, all);
        return registers.holding(() -> {
            byte[] data = keepsNothing() ? new byte[layout.size()] : current(indexes);
            layout.write(ByteBuffer.wrap(data), 0, all);
            return new RegisterValue(layout, registers.send(RegisterAccess.write(type, data)));
        });
    }

    private byte[] current(Map<String, ?> indexes) {
        byte[] request = new byte[layout.size()];
        layout.write(ByteBuffer.wrap(request), 0, indexes);
        byte[] data = registers.send(RegisterAccess.read(type, request));
        Operations.clear(layout, ByteBuffer.wrap(data));
        return data;
    }

    /** Whether there is nothing in it that a write could keep: then it is not read first, which it need not allow. */
    private boolean keepsNothing() {
        return WRITE_ONLY.contains(type.id()) || !Operations.hasState(layout);
    }

    private void refuseIndex(String path) {
        if (Operations.access(layout, path) == Access.INDEX) {
            throw new IllegalArgumentException(path + " of " + name()
                    + " says which instance is meant and cannot be changed; give it among the indexes");
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "register %s (0x%04x, %d bytes)", name(), id(), layout.size());
    }
}
