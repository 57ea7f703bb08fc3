// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Reads and writes registers as bytes, after asking once whether the device has them. */
final class RegisterIo {
    private final FwctlDevice device;
    private final RegisterSupport support;

    RegisterIo(FwctlDevice device) {
        this.device = device;
        this.support = new RegisterSupport(device);
    }

    RegisterSupport support() {
        return support;
    }

    /**
     * Reads a register.
     *
     * @param indexes writes the fields that say what is to be read
     * @throws UnsupportedByDeviceException if the device's mask says that it does not have the register
     */
    ByteBuffer read(String register, int id, int size, Consumer<ByteBuffer> indexes) {
        support.require(register, id);
        return readUnasked(register, id, size, indexes);
    }

    /** Reads a register without asking first whether the device has it. */
    ByteBuffer readUnasked(String register, int id, int size, Consumer<ByteBuffer> indexes) {
        byte[] data = new byte[size];
        indexes.accept(ByteBuffer.wrap(data));
        return ByteBuffer.wrap(device.call(Mlx5Commands.ACCESS_REG, RegisterAccess.read(register, id, data)));
    }

    /** Writes a register without asking first whether the device has it. Returns what the device answered. */
    ByteBuffer writeUnasked(String register, int id, int size, Consumer<ByteBuffer> content) {
        byte[] data = new byte[size];
        content.accept(ByteBuffer.wrap(data));
        return ByteBuffer.wrap(device.call(Mlx5Commands.ACCESS_REG, RegisterAccess.write(register, id, data)));
    }

    /** The exception for a register whose content contradicts itself. */
    MalformedReplyException malformed(ByteBuffer register, String why) {
        byte[] shown = bytes(register, 0, Math.min(register.capacity(), MalformedReplyException.SHOWN_BYTES));
        RpcCall call = new RpcCall(
                device.node(),
                Mlx5Commands.ACCESS_REG.name(),
                Mlx5Commands.ACCESS_REG.opcode(),
                RpcScope.DEBUG_READ_ONLY);
        return new MalformedReplyException(call, why, shown, register.capacity());
    }

    /** A copy of some bytes of a register. */
    static byte[] bytes(ByteBuffer register, int offset, int length) {
        byte[] bytes = new byte[length];
        register.get(offset, bytes);
        return bytes;
    }

    /** For registers without index fields. */
    static void noIndexes(ByteBuffer register) {}
}
