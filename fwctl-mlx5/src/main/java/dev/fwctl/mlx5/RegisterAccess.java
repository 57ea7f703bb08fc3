// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Effects;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * One access to a register: the request of ACCESS_REG, as policies and the audit log see it.
 *
 * @param register the register's name
 * @param id its number, 16 bits
 * @param write whether it is written
 * @param data its content; on reads the index fields, which say what is to be read
 * @param effects what this access may do
 */
public record RegisterAccess(String register, int id, boolean write, byte[] data, Effects effects) {
    /** The longest register that is taken: far above what exists, and far below the kernel's limit. */
    static final int MAX_BYTES = 64 * 1024;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the id or the length is out of range
     */
    public RegisterAccess {
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("a register id has 16 bits; " + id + " does not fit");
        }
        if (data.length < 4 || data.length > MAX_BYTES || data.length % 4 != 0) {
            throw new IllegalArgumentException("register " + register + " cannot have " + data.length
                    + " bytes; whole dwords up to " + MAX_BYTES + " bytes");
        }
        data = data.clone();
    }

    static RegisterAccess read(String register, int id, byte[] data) {
        return new RegisterAccess(register, id, false, data, RegisterEffects.ofRead(id, data));
    }

    static RegisterAccess write(String register, int id, byte[] data) {
        return new RegisterAccess(register, id, true, data, RegisterEffects.ofWrite(id));
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    /** How many bytes the register has. */
    int length() {
        return data.length;
    }

    void put(ByteBuffer into, int offset) {
        into.put(offset, data);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof RegisterAccess other
                && id == other.id
                && write == other.write
                && register.equals(other.register)
                && effects.equals(other.effects)
                && Arrays.equals(data, other.data);
    }

    @Override
    public int hashCode() {
        return id * 31 + Arrays.hashCode(data);
    }

    /** For example {@code read of register MGIR (0x9020)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s of register %s (0x%04x)", write ? "write" : "read", register, id);
    }
}
