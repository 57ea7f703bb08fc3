// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** The command interface is busy or down for the moment; the same RPC may succeed later. */
public final class BusyException extends FwctlException {
    private static final long serialVersionUID = 1;

    BusyException(Failure failure) {
        super(failure);
    }
}
