// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FirmwareException;
import dev.fwctl.NotReachedException;

/** The outcome of a write, by the exception that ended it. */
final class NvOutcome {
    private NvOutcome() {}

    static NvWriteException.State of(RuntimeException e) {
        boolean notTaken = e instanceof NotReachedException
                || e instanceof FirmwareException
                || e instanceof IllegalArgumentException;
        return notTaken ? NvWriteException.State.NOT_WRITTEN : NvWriteException.State.UNKNOWN;
    }
}
