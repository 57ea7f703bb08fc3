// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.mailbox;

import dev.fwctl.FirmwareException;
import dev.fwctl.RpcCall;
import java.util.Objects;

/** The command reached the device's mailbox, and the device refused it with a return code. */
public final class CxlMailboxException extends FirmwareException {
    private static final long serialVersionUID = 1;

    /**
     * An exception for a command that the device refused.
     *
     * @param call which RPC
     * @param code what the device answered
     */
    public CxlMailboxException(RpcCall call, CxlReturnCode code) {
        super(call, Objects.requireNonNull(code, "code").number(), "the device answered " + code, code.hint());
    }

    /**
     * What the device answered.
     *
     * @return the code, known or not
     */
    public CxlReturnCode returnCode() {
        return new CxlReturnCode(status());
    }

    /**
     * Whether the same command may succeed if it is sent again a little later.
     *
     * @return as {@link CxlReturnCode#worthRetrying}
     */
    public boolean worthRetrying() {
        return returnCode().worthRetrying();
    }
}
