// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/**
 * The device is busy for the moment: its command interface, so that an RPC was not sent, or the lock of its hardware, so that
 * a change was not begun. The same may succeed later.
 */
public final class BusyException extends NotReachedException {
    private static final long serialVersionUID = 1;

    BusyException(Failure failure) {
        super(failure);
    }

    /**
     * An exception for whoever waits for something else than the command interface.
     *
     * @param node the device
     * @param action what was not begun, for example {@code change fwctl0}
     * @param reason what it waited for
     * @param hint what to do about it
     */
    public BusyException(FwctlNode node, String action, String reason, String hint) {
        super(Failure.of(
                Objects.requireNonNull(action, "action"),
                Objects.requireNonNull(node, "node"),
                Objects.requireNonNull(reason, "reason"),
                Objects.requireNonNull(hint, "hint")));
    }
}
