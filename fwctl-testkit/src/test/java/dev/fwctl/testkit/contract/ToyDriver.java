// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The driver of the toy's device. Opcode 1 reads at any scope, opcode 2 writes from scope 2 on, a reply is {count, bytes}.
 * Bit 0 of the byte behind opcode 1, its method, makes a write of the read: the request's last byte is what is read next.
 * Opcode 3 copies from one address to another, {count, bytes} again, and answers with the request, addresses included.
 */
final class ToyDriver implements SimulatedDriver, SimulatedDriver.Context {
    private @Nullable UserMemory memory;
    private volatile byte last = 4;

    @Override
    public String name() {
        return "toy_fw";
    }

    @Override
    public int deviceType() {
        return 9;
    }

    @Override
    public void bind(Binding binding) {
        memory = binding.memory();
    }

    @Override
    public Context open() {
        return this;
    }

    @Override
    public Answer rpc(RpcScope scope, byte[] request, int outLength) {
        if (request.length == ToyCopy.REQUEST_BYTES && request[0] == 3) {
            return copy(request, Objects.requireNonNull(memory));
        }
        if (request.length != 8 || (request[0] == 2 && scope.value() < 2)) {
            return Answer.refuse(Errno.EINVAL);
        }
        if (request[0] == 1 && (request[1] & 1) != 0) {
            last = request[7];
        }
        return Answer.of(new byte[] {4, 0, 0, 0, 1, 2, 3, last});
    }

    private static Answer copy(byte[] request, UserMemory caller) {
        ByteBuffer in = ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
        byte[] payload = new byte[in.getInt(16)];
        if (!caller.copyIn(in.getLong(8), payload, payload.length)) {
            return Answer.refuse(Errno.EFAULT);
        }
        byte[] counted = new byte[4 + payload.length];
        ByteBuffer.wrap(counted)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, payload.length)
                .put(4, payload);
        return caller.copyOut(in.getLong(24), counted, 0, counted.length)
                ? Answer.of(request)
                : Answer.refuse(Errno.EFAULT);
    }
}
