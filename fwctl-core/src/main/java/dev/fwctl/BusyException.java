// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** The command interface is busy for the moment, and the RPC was not sent; the same RPC may succeed later. */
public final class BusyException extends NotReachedException {
    private static final long serialVersionUID = 1;

    BusyException(Failure failure) {
        super(failure);
    }
}
