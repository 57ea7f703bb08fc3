// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** This process may not do that: the node's permissions, or {@code CAP_SYS_RAWIO} for the highest scope. */
public final class PermissionDeniedException extends NotReachedException {
    private static final long serialVersionUID = 1;

    PermissionDeniedException(Failure failure) {
        super(failure);
    }
}
