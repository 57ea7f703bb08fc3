// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** The kernel refused the RPC as such; sent again unchanged, it will be refused again. */
public final class RejectedException extends NotReachedException {
    private static final long serialVersionUID = 1;

    RejectedException(Failure failure) {
        super(failure);
    }
}
