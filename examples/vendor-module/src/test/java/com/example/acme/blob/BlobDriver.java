// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.demo.DemoDevices;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A model of the driver and its firmware, from the programmer's guide and not from the module: four blobs, and blob 3 can
 * only be read. As a service of type {@code DemoDevices} in a jar on the path it would join {@code Demo.kernel()}.
 */
public final class BlobDriver implements SimulatedDriver, SimulatedDriver.Context, DemoDevices {
    static final String PLACE = "0000:44:00.0";

    private final byte[][] blobs = new byte[4][64];
    private UserMemory memory;

    /** For {@link java.util.ServiceLoader}. */
    public BlobDriver() {
        blobs[0][1] = 30;
        for (int i = 0; i < 64; i++) {
            blobs[1][i] = (byte) (3 * i + 1);
        }
    }

    /** A kernel with this device alone. */
    static SimulatedKernel kernel() {
        SimulatedKernel kernel = SimulatedKernel.create();
        new BlobDriver().plugInto(kernel);
        return kernel;
    }

    @Override
    public void plugInto(SimulatedKernel kernel) {
        kernel.plug(Placement.pci(PLACE, 0xac3e, 1), this);
    }

    @Override
    public String name() {
        return "acme_blob";
    }

    @Override
    public int deviceType() {
        return 77;
    }

    /** The memory of whoever sends an RPC: {@code copy_from_user} and {@code copy_to_user} of a driver. */
    @Override
    public void bind(Binding binding) {
        memory = binding.memory();
    }

    @Override
    public Context open() {
        return this;
    }

    @Override
    public synchronized Answer rpc(RpcScope scope, byte[] request, int outLength) {
        if (request.length != 24) {
            return Answer.refuse(Errno.EINVAL);
        }
        ByteBuffer rpc = ByteBuffer.wrap(request.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int length = rpc.getInt(8);
        if (length < 1 || length > 64) {
            return Answer.refuse(Errno.EINVAL);
        }
        int number = rpc.getInt(4);
        if (number < 0 || number >= blobs.length) {
            rpc.putInt(12, Errno.ENOENT.number());
            return Answer.of(rpc.array());
        }
        return switch (rpc.getInt(0)) {
            case 1 -> memory.copyOut(rpc.getLong(16), blobs[number], 0, 64)
                    ? Answer.of(rpc.array())
                    : Answer.refuse(Errno.EFAULT);
            case 2 -> write(rpc, number, length);
            default -> Answer.refuse(Errno.EINVAL);
        };
    }

    private Answer write(ByteBuffer rpc, int number, int length) {
        byte[] bytes = new byte[length];
        if (!memory.copyIn(rpc.getLong(16), bytes, length)) {
            return Answer.refuse(Errno.EFAULT);
        }
        if (number == 3) {
            rpc.putInt(12, 30); // EROFS
        } else {
            System.arraycopy(bytes, 0, blobs[number], 0, length);
        }
        return Answer.of(rpc.array());
    }
}
