// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** A device that answers every command with bytes that a test wrote, and keeps what it was asked. */
public final class FakeFirmware implements AutoCloseable {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final FwctlDevice device;
    private byte[] reply = {};
    private byte[] request = {};
    private RpcScope scope = RpcScope.CONFIGURATION;

    public FakeFirmware() {
        this("bnxt_en");
    }

    public FakeFirmware(String driver) {
        kernel.plug(
                Placement.pci("0000:3b:00.0", 0x14e4, 0x1760),
                SimulatedDriver.of(driver, 3, (askedScope, asked, room) -> {
                    request = asked;
                    scope = askedScope;
                    return Answer.of(reply, room); // the driver reports what was asked for
                }));
        device = kernel.fwctl()
                .withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL))
                .open("0000:3b:00.0");
    }

    public FwctlDevice device() {
        return device;
    }

    /** A reply of that many bytes, its header filled in, the rest by the caller at the header's offsets. */
    public void answers(int type, int length, Consumer<ByteBuffer> body) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(2, (short) type).putShort(6, (short) length);
        body.accept(bytes);
        reply = bytes.array();
    }

    /** A reply as it is. */
    public void answers(byte[] bytes) {
        reply = bytes;
    }

    public ByteBuffer request() {
        return ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
    }

    public RpcScope scope() {
        return scope;
    }

    @Override
    public void close() {
        device.close();
        kernel.close();
    }
}
