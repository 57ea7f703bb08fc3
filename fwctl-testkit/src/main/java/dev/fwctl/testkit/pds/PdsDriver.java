// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.pds;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's {@code pds_fwctl} driver, check by check as {@code drivers/fwctl/pds/main.c} of Linux 7.3 has them.
 *
 * <pre>
 *   struct fwctl_rpc_pds
 *    0  in: op, ep, reserved, length        16  in: address of the payload
 *   24  out: retval, reserved, reserved, length   40  out: address of the payload
 * </pre>
 */
public final class PdsDriver implements SimulatedDriver, SimulatedDriver.Context {
    private static final int RPC_BYTES = 48;
    private static final int OP = 0;
    private static final int EP = 4;
    private static final int IN_LEN = 12;
    private static final int IN_PAYLOAD = 16;
    private static final int RETVAL = 24;
    private static final int OUT_LEN = 36;
    private static final int OUT_PAYLOAD = 40;
    private static final byte[] NOTHING = {};

    private final PdsFirmware firmware;
    private volatile @Nullable UserMemory memory;
    private volatile boolean losesAnswers;

    private PdsDriver(PdsFirmware firmware) {
        this.firmware = firmware;
    }

    /**
     * A driver over a firmware.
     *
     * @param firmware the device's
     * @return a driver to plug
     */
    public static PdsDriver of(PdsFirmware firmware) {
        return new PdsDriver(firmware);
    }

    /** While true, the firmware acts and the driver's wait times out: ETIMEDOUT. */
    public PdsDriver losesAnswers(boolean now) {
        losesAnswers = now;
        return this;
    }

    @Override
    public String name() {
        return "pds_core";
    }

    @Override
    public int deviceType() {
        return 4;
    }

    @Override
    public void bind(Binding binding) {
        memory = binding.memory();
    }

    @Override
    public Context open() {
        return this;
    }

    /** The driver forgets to set the length, so the kernel hands over nothing. */
    @Override
    public byte[] info() {
        return NOTHING;
    }

    /** {@code pdsfc_fw_rpc}. */
    @Override
    public Answer rpc(RpcScope scope, byte[] request, int outLength) {
        if (request.length < RPC_BYTES) {
            return Answer.refuse(Errno.EINVAL);
        }
        ByteBuffer rpc = ByteBuffer.wrap(request.clone()).order(ByteOrder.nativeOrder());
        Errno refused = validate(rpc, scope);
        return refused == null
                ? send(rpc, Objects.requireNonNull(memory, "the driver is bound to no device"))
                : Answer.refuse(refused);
    }

    /** {@code pdsfc_validate_rpc}. */
    private @Nullable Errno validate(ByteBuffer rpc, RpcScope scope) {
        if (length(rpc, IN_LEN) > firmware.requestMax()
                || length(rpc, OUT_LEN) > firmware.responseMax()
                || !firmware.hasEndpoint(rpc.getInt(EP))) {
            return Errno.EINVAL;
        }
        List<PdsFirmware.Operation> operations = firmware.operations(rpc.getInt(EP));
        if (operations == null) {
            return Errno.ENOMEM;
        }
        for (PdsFirmware.Operation operation : operations) {
            if ((operation.id() & 0xffff) == (rpc.getInt(OP) & 0xffff)
                    && (rpc.getInt(OP) >> 16 & 0xff) <= (operation.id() >> 16 & 0xff)) {
                return scope.value() < scope(operation.attributes()) ? Errno.EPERM : null;
            }
        }
        return Errno.EINVAL;
    }

    private static int scope(int attributes) {
        return switch (attributes) {
            case PdsFirmware.READ, PdsFirmware.WRITE, PdsFirmware.SYNC -> 0;
            case PdsFirmware.DEBUG_READ -> 1;
            case PdsFirmware.DEBUG_WRITE -> 2;
            default -> 3;
        };
    }

    private Answer send(ByteBuffer rpc, UserMemory caller) {
        byte[] payload = new byte[(int) length(rpc, IN_LEN)];
        if (payload.length > 0 && !caller.copyIn(rpc.getLong(IN_PAYLOAD), payload, payload.length)) {
            return Answer.refuse(Errno.EFAULT);
        }
        byte[] response = new byte[(int) length(rpc, OUT_LEN)];
        Object outcome = firmware.execute(rpc.getInt(EP), rpc.getInt(OP), payload, response.length);
        if (losesAnswers) {
            return Answer.refuse(Errno.ETIMEDOUT);
        }
        if (outcome instanceof Errno refused) {
            return Answer.refuse(refused);
        }
        PdsFirmware.Result result = (PdsFirmware.Result) outcome;
        System.arraycopy(result.response(), 0, response, 0, result.response().length);
        if (response.length > 0 && !caller.copyOut(rpc.getLong(OUT_PAYLOAD), response, 0, response.length)) {
            return Answer.refuse(Errno.EFAULT); // the firmware has acted
        }
        rpc.putInt(RETVAL, result.retval());
        return Answer.of(rpc.array());
    }

    private static long length(ByteBuffer rpc, int at) {
        return Integer.toUnsignedLong(rpc.getInt(at));
    }
}
