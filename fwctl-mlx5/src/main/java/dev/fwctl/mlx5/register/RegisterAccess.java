// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.Effects;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One access to a register: the request of ACCESS_REG.
 *
 * @param register which register
 * @param method what is done with it
 * @param data its content; on reads the index fields, which say what is to be read
 */
record RegisterAccess(RegisterType register, Method method, byte[] data) {
    /** What {@code op_mod} numbers. */
    enum Method {
        WRITE,
        READ
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the data is not as long as the register
     */
    RegisterAccess {
        if (data.length != register.bytes()) {
            throw new IllegalArgumentException(
                    register + " has " + register.bytes() + " bytes, and " + data.length + " are given");
        }
        data = data.clone();
    }

    static RegisterAccess read(RegisterType register, byte[] data) {
        return new RegisterAccess(register, Method.READ, data);
    }

    static RegisterAccess write(RegisterType register, byte[] data) {
        return new RegisterAccess(register, Method.WRITE, data);
    }

    boolean write() {
        return method == Method.WRITE;
    }

    /** What this access may do, computed from what is sent. */
    Effects effects() {
        return write()
                ? RegisterCatalog.ofWrite(register.id())
                : RegisterCatalog.ofRead(register.id(), ByteBuffer.wrap(data));
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
                && method == other.method
                && register.equals(other.register)
                && Arrays.equals(data, other.data);
    }

    @Override
    public int hashCode() {
        return register.hashCode() * 31 + Arrays.hashCode(data);
    }

    /** For example {@code read of register MGIR (0x9020)}. */
    @Override
    public String toString() {
        return (write() ? "write of " : "read of ") + register;
    }
}
