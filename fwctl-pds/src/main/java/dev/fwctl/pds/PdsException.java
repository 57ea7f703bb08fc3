// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.FirmwareException;
import dev.fwctl.RpcCall;

/**
 * An operation answered with an error of its own. What the number means is the product's to say; {@link #status()} has
 * it. What the admin queue refuses, the driver makes an errno of: that is a plain {@link FirmwareException}.
 */
public final class PdsException extends FirmwareException {
    private static final long serialVersionUID = 1;

    PdsException(RpcCall call, PdsOperation operation, int retval) {
        super(
                call,
                Integer.toUnsignedLong(retval),
                operation + " answered with the error " + Integer.toUnsignedString(retval),
                "What its errors mean is in the product's documentation");
    }
}
