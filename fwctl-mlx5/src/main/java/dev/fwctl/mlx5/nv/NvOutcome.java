// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.ObserverRefusedException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RejectedException;
import dev.fwctl.mlx5.status.Mlx5Exception;

/** What an exception says of the write that it ended. */
final class NvOutcome {
    private NvOutcome() {}

    static NvWriteException.State of(RuntimeException e) {
        boolean notTaken = e instanceof Mlx5Exception
                || e instanceof PolicyRefusedException
                || e instanceof RejectedException
                || e instanceof PermissionDeniedException
                || e instanceof ObserverRefusedException
                || e instanceof IllegalArgumentException;
        return notTaken ? NvWriteException.State.NOT_WRITTEN : NvWriteException.State.UNKNOWN;
    }
}
