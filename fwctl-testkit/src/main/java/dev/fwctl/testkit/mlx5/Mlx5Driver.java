// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kernel's mlx5 driver on top of a {@link Mlx5CommandInterface}: {@code drivers/fwctl/mlx5/main.c} of Linux 7.3, with
 * its list of permitted opcodes, and the reply length that it reports as whatever was asked for.
 */
public final class Mlx5Driver implements SimulatedDriver {
    private static final int DEVICE_TYPE_MLX5 = 1;
    private static final int HEADER = 16;
    private static final int CREATE_UCTX = 0xa04;
    private static final int DESTROY_UCTX = 0xa06;
    private static final int TOOLS_RESOURCES = 0x4;
    private static final int ACCESS_REG = 0x805;
    private static final int ACCESS_REGISTER_USER = 0xb0c;

    private static final int[] CONFIGURATION = {
        0x100, 0x101, 0x109, 0x10e, 0x731, 0x740, 0x760, 0x762, 0x823, 0xb22, 0xb2e,
    };
    private static final int[] DEBUG_READ_ONLY = {
        0x107, 0x10a, 0x10c, 0x111, 0x117, 0x201, 0x203, 0x303, 0x402, 0x50b, 0x512, 0x602, 0x702, 0x707, 0x713, 0x716,
        0x719, 0x722, 0x725, 0x727, 0x728, 0x730, 0x732, 0x750, 0x752, 0x754, 0x764, 0x765, 0x76f, 0x770, 0x773, 0x781,
        0x784, 0x80b, 0x80d, 0x813, 0x819, 0x821, 0x822, 0x824, 0x826, 0x82a, 0x831, 0x842, 0x903, 0x907, 0x90b, 0x90f,
        0x911, 0x915, 0x919, 0x932, 0x935, 0x937, 0x93b, 0x93f, 0x942, 0x962, 0x964, 0x971, 0x981, 0xa02, 0xa05, 0xa09,
        0xb02, 0xb03, 0xb05, 0xb07, 0xb08, 0xb0a, 0xb0d, 0xb0f, 0xb13, 0xb14, 0xb28, 0xb2a, 0xb2f, 0x8000, 0x8001,
                0x8006,
    };
    private static final int SET_DIAGNOSTIC_PARAMS = 0x820;

    private final Mlx5CommandInterface firmware;
    private final Map<Call, Long> calls = new TreeMap<>();

    /**
     * A kind of RPC, for counting.
     *
     * @param scope the scope that was declared
     * @param opcode the command's opcode
     * @param opMod the command's {@code op_mod}
     * @param register the register's id; -1 if the command is not an access to a register
     */
    public record Call(RpcScope scope, int opcode, int opMod, int register) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            return Arrays.compare(
                    new int[] {scope.value(), opcode, opMod, register},
                    new int[] {other.scope.value(), other.opcode, other.opMod, other.register});
        }
    }

    private Mlx5Driver(Mlx5CommandInterface firmware) {
        this.firmware = firmware;
    }

    /**
     * Binds the driver to a device.
     *
     * @param firmware the device's command interface
     * @return the driver
     */
    public static Mlx5Driver of(Mlx5CommandInterface firmware) {
        return new Mlx5Driver(firmware);
    }

    /**
     * Which RPCs came, and how often: those that the driver refused included.
     *
     * @return a snapshot
     */
    public Map<Call, Long> calls() {
        synchronized (calls) {
            return new TreeMap<>(calls);
        }
    }

    /**
     * How many RPCs came.
     *
     * @return the sum of {@link #calls()}
     */
    public long callCount() {
        return calls().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Begins to count anew. */
    public void forgetCalls() {
        synchronized (calls) {
            calls.clear();
        }
    }

    @Override
    public String name() {
        return "mlx5_core";
    }

    @Override
    public int deviceType() {
        return DEVICE_TYPE_MLX5;
    }

    /** {@code mlx5ctl_open_uctx}. */
    @Override
    public Context open() {
        int caps = firmware.userContextCapabilities() & TOOLS_RESOURCES;
        byte[] create = new byte[HEADER + 48];
        Wire.big(create).putShort(0, (short) CREATE_UCTX).putInt(HEADER, caps);
        Answer answer = firmware.execute(create, HEADER);
        if (answer.errno() != 0) {
            throw new Refusal(new Errno(answer.errno()));
        }
        int status = answer.bytes()[0];
        if (status != Mlx5FirmwareStatus.OK) {
            throw new Refusal(status == Mlx5FirmwareStatus.NO_RESOURCES ? Errno.EAGAIN : Errno.EINVAL);
        }
        return new UserContext(Wire.big(answer.bytes()).getShort(10) & 0xffff, caps);
    }

    /** {@code struct mlx5ctl_uctx}. */
    private final class UserContext implements Context {
        private final int uid;
        private final int caps;

        UserContext(int uid, int caps) {
            this.uid = uid;
            this.caps = caps;
        }

        @Override
        public byte[] info() {
            byte[] info = new byte[8];
            Wire.host(info).putInt(0, uid).putInt(4, caps);
            return info;
        }

        /** {@code mlx5ctl_fw_rpc}. */
        @Override
        public Answer rpc(RpcScope scope, byte[] request, int outLength) {
            if (request.length < HEADER || outLength < HEADER) {
                return Answer.refuse(Errno.EMSGSIZE);
            }
            int opcode = Wire.big(request).getShort(0) & 0xffff;
            int opMod = Wire.big(request).getShort(6) & 0xffff;
            count(scope, opcode, opMod, request);
            if (!isPermitted(opcode, opMod, scope)) {
                return Answer.refuse(Errno.EBADMSG);
            }
            Wire.big(request).putShort(2, (short) uid);
            Answer answer = firmware.execute(request.clone(), outLength);
            if (answer.errno() != 0) {
                return answer;
            }
            // A reply that is no longer than the request goes into the same memory; else into fresh memory, all zero.
            byte[] reply = outLength <= request.length ? request : new byte[outLength];
            System.arraycopy(answer.bytes(), 0, reply, 0, Math.min(answer.bytes().length, outLength));
            return Answer.of(reply, outLength);
        }

        @Override
        public void close() {
            byte[] destroy = new byte[HEADER];
            Wire.big(destroy).putShort(0, (short) DESTROY_UCTX).putShort(10, (short) uid);
            firmware.execute(destroy, HEADER);
        }
    }

    private void count(RpcScope scope, int opcode, int opMod, byte[] request) {
        boolean access = opcode == ACCESS_REG || opcode == ACCESS_REGISTER_USER;
        Call call = new Call(scope, opcode, opMod, access ? Wire.big(request).getShort(10) & 0xffff : -1);
        synchronized (calls) {
            calls.merge(call, 1L, Long::sum);
        }
    }

    /** {@code mlx5ctl_validate_rpc}. */
    private static boolean isPermitted(int opcode, int opMod, RpcScope scope) {
        if (opcode == ACCESS_REG || opcode == ACCESS_REGISTER_USER) {
            return opMod == 0 || scope.value() >= 1;
        }
        if (opcode == SET_DIAGNOSTIC_PARAMS) {
            return scope.value() >= 2;
        }
        return Arrays.binarySearch(CONFIGURATION, opcode) >= 0
                || (Arrays.binarySearch(DEBUG_READ_ONLY, opcode) >= 0 && scope.value() >= 1);
    }
}
