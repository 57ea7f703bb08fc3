// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** The handle had been closed, by this thread or another, before the RPC began. Nothing was sent. */
public final class DeviceClosedException extends NotReachedException {
    private static final long serialVersionUID = 1;

    DeviceClosedException(Failure failure) {
        super(failure);
    }
}
