// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * Nobody can tell whether the firmware acted on the RPC: the driver timed out, or was interrupted, or could not hand the
 * reply over, or the reply makes no sense. What the RPC was to change may have changed, and may still change later.
 *
 * <p>No retry may treat this as harmless. For a command without effects only the answer is lost; for any other, read back
 * what it was to change, and decide by what the device holds.
 */
public non-sealed class OutcomeUnknownException extends FwctlException {
    private static final long serialVersionUID = 1;

    OutcomeUnknownException(Failure failure) {
        super(failure);
    }
}
