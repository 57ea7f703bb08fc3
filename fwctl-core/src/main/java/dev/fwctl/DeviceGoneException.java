// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** The device has gone, for good on this handle: unplugged, unbound, or its driver removed. Close the handle, and reopen the
 * device by its {@linkplain FwctlNode#stableKey() stable key} once it is back. */
public final class DeviceGoneException extends NotReachedException {
    private static final long serialVersionUID = 1;

    DeviceGoneException(Failure failure) {
        super(failure);
    }
}
