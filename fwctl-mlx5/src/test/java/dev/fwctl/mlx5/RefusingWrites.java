// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.testkit.Answer;
import dev.fwctl.testkit.Mlx5CommandInterface;
import dev.fwctl.testkit.Mlx5Firmware;

/** Firmware that refuses one write of a register, the first, second, and so on. */
public final class RefusingWrites implements Mlx5CommandInterface {
    private final Mlx5Firmware firmware;
    private int left;

    public RefusingWrites(Mlx5Firmware firmware, int which) {
        this.firmware = firmware;
        this.left = which;
    }

    @Override
    public int userContextCapabilities() {
        return firmware.userContextCapabilities();
    }

    @Override
    public Answer execute(byte[] in, int room) {
        boolean write = in[0] == 0x08 && in[1] == 0x05 && in[7] == 0;
        if (write && --left == 0) {
            return Answer.of(Bench.bytes("04000000 00000bad 00000000 00000000"));
        }
        return firmware.execute(in, room);
    }
}
