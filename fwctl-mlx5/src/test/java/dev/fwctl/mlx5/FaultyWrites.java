// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Errno;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.mlx5.Mlx5CommandInterface;

/** Firmware on which one write of a register goes wrong: the first, second, and so on. */
public final class FaultyWrites implements Mlx5CommandInterface {
    /** What goes wrong. */
    public enum Fault {
        /** The firmware refuses. */
        REFUSED,
        /** The firmware takes it, and the driver gives up waiting for the answer. */
        TAKEN_BUT_TIMED_OUT,
        /** The driver gives up, and the firmware has not taken it. */
        LOST_AND_TIMED_OUT
    }

    private final Mlx5CommandInterface firmware;
    private final Fault fault;
    private int left;

    public FaultyWrites(Mlx5CommandInterface firmware, int which, Fault fault) {
        this.firmware = firmware;
        this.left = which;
        this.fault = fault;
    }

    @Override
    public int userContextCapabilities() {
        return firmware.userContextCapabilities();
    }

    @Override
    public Answer execute(byte[] in, int room) {
        boolean write = in[0] == 0x08 && in[1] == 0x05 && in[7] == 0;
        if (!write || --left != 0) {
            return firmware.execute(in, room);
        }
        if (fault == Fault.REFUSED) {
            return Answer.of(Bench.bytes("04000000 00000bad 00000000 00000000"));
        }
        if (fault == Fault.TAKEN_BUT_TIMED_OUT) {
            firmware.execute(in, room);
        }
        return Answer.refuse(Errno.ETIMEDOUT);
    }
}
