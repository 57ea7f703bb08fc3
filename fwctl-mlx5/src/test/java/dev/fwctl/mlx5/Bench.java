// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5CommandInterface;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** An open mlx5 device of the simulated kernel, over the modelled firmware or over answers of the test's own. */
public final class Bench implements AutoCloseable {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Mlx5Driver driver;
    private final FwctlDevice device;
    public final Mlx5Device mlx5;

    private Bench(Mlx5CommandInterface firmware, AccessPolicy policy) {
        driver = Mlx5Driver.of(firmware);
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), driver);
        device = kernel.fwctl().withPolicy(policy).open("fwctl0");
        mlx5 = Mlx5Device.of(device);
        driver.forgetCalls();
    }

    public static Bench over(Mlx5CommandInterface firmware, AccessPolicy policy) {
        return new Bench(firmware, policy);
    }

    public static Bench model(Mlx5Firmware firmware) {
        return new Bench(firmware, AccessPolicy.configure());
    }

    /**
     * Firmware that answers with bytes that the test makes, except to the driver's own commands, and to questions for
     * masks of registers, which it does not have.
     */
    public static final class Scripted implements Mlx5CommandInterface {
        /** MCAM, PCAM, QCAM, SBCAM, MPCAM, CWCAM */
        private static final Set<Integer> MASKS = Set.of(0x907f, 0x507f, 0x4019, 0xb01f, 0x9702, 0x281f);

        private final List<byte[]> requests = new ArrayList<>();
        private final Function<byte[], byte[]> answers;

        public Scripted(Function<byte[], byte[]> answers) {
            this.answers = answers;
        }

        /** One and the same reply, given in hexadecimal digits and blanks. */
        public static Scripted answering(String hex) {
            byte[] reply = bytes(hex);
            return new Scripted(request -> reply);
        }

        @Override
        public int userContextCapabilities() {
            return Mlx5Firmware.TOOLS_RESOURCES;
        }

        @Override
        public Answer execute(byte[] in, int room) {
            int opcode = (in[0] & 0xff) << 8 | in[1] & 0xff;
            if (opcode == 0xa04 || opcode == 0xa06) {
                return Answer.of(bytes("00000000 00000000 00000007 00000000"));
            }
            if (opcode == 0x805 && MASKS.contains((in[10] & 0xff) << 8 | in[11] & 0xff)) {
                return Answer.of(bytes("03000000 00000001 00000000 00000000"));
            }
            requests.add(in.clone());
            byte[] reply = answers.apply(in);
            // As on hardware: what the firmware does not write is left over from before.
            byte[] all = new byte[Math.max(room, reply.length)];
            Arrays.fill(all, (byte) 0xa5);
            System.arraycopy(reply, 0, all, 0, reply.length);
            return Answer.of(all);
        }

        /** The last request, without the uid that the kernel fills in. */
        public String lastRequest() {
            byte[] request = requests.get(requests.size() - 1).clone();
            request[2] = 0;
            request[3] = 0;
            return HexFormat.of().formatHex(request);
        }

        public int count() {
            return requests.size();
        }
    }

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** A reply of so many bytes that begins with these. */
    public static byte[] padded(String hex, int length) {
        return Arrays.copyOf(bytes(hex), length);
    }

    public FwctlDevice device() {
        return device;
    }

    public SimulatedKernel kernel() {
        return kernel;
    }

    /** How many RPCs came since the last {@link #forget}. */
    public long calls() {
        return driver.callCount();
    }

    /** How many accesses to one register came. */
    public long calls(int register) {
        return driver.calls().entrySet().stream()
                .filter(entry -> entry.getKey().register() == register)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The highest scope that was declared. */
    public int highestScope() {
        return driver.calls().keySet().stream()
                .mapToInt(call -> call.scope().value())
                .max()
                .orElse(0);
    }

    public void forget() {
        driver.forgetCalls();
    }

    @Override
    public void close() {
        device.close();
        kernel.close();
    }
}
