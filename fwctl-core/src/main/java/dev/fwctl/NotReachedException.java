// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * A request was not begun: the firmware did not act on it, because this library, the policy, the kernel or its driver
 * stopped it before, or because the device lacks what it takes. Nothing has changed.
 *
 * <p>The subtypes tell what the caller can do about it. This type itself carries what has no subtype, such as
 * {@code ENOMEM}.
 */
public non-sealed class NotReachedException extends FwctlException {
    private static final long serialVersionUID = 1;

    NotReachedException(Failure failure) {
        super(failure);
    }

    /**
     * An exception for a request that a vendor module refused before it asked the kernel.
     *
     * @param call which RPC it would have been
     * @param reason why it was refused
     * @param hint what to do about it, empty if nothing is known
     */
    protected NotReachedException(RpcCall call, String reason, String hint) {
        this(new Failure(call.toString(), call.node(), call, null, reason, hint, null));
    }
}
