// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.testkit.kernel.Answer;

/**
 * An mlx5 device's command interface: what {@code mlx5_cmd_do} reaches. {@link Mlx5Firmware} is one.
 *
 * <p>Called by any number of threads at once.
 */
public interface Mlx5CommandInterface {
    /**
     * The capabilities that user contexts may have: {@code uctx_cap} of the GENERAL capability.
     *
     * @return bit 2 for {@code TOOLS_RESOURCES}
     */
    int userContextCapabilities();

    /**
     * Executes a command.
     *
     * @param in the command mailbox, big-endian, header included
     * @param room how many bytes of reply the caller takes
     * @return the reply with its status and syndrome, as long as the firmware makes it; or an errno if the command did not
     *     reach the firmware
     */
    Answer execute(byte[] in, int room);
}
