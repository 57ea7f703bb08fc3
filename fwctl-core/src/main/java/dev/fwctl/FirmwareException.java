// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Map;
import java.util.Objects;

/**
 * The RPC reached the firmware, and the firmware refused it. Vendor modules derive their own types, which carry the raw
 * status and its meaning. An RPC that never got that far is a {@link FwctlException}.
 */
public class FirmwareException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RpcCall call;
    private final long status;
    private final String hint;

    /**
     * An exception for a command that the firmware refused.
     *
     * @param call which RPC
     * @param status the raw status or return code
     * @param meaning the status in words, with its symbol and number
     * @param hint what to do about it, empty if nothing is known
     */
    public FirmwareException(RpcCall call, long status, String meaning, String hint) {
        super(call + ": " + meaning + (hint.isEmpty() ? "" : ". " + hint));
        this.call = call;
        this.status = status;
        this.hint = hint;
    }

    /**
     * Which RPC was refused, with which status and its meaning, and what to do about it.
     *
     * @return one line or more, never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /**
     * Which RPC.
     *
     * @return the call
     */
    public RpcCall call() {
        return call;
    }

    /**
     * The raw status or return code, whatever its meaning.
     *
     * @return the number in the reply
     */
    public long status() {
        return status;
    }

    /**
     * What to do about it. Also part of the message.
     *
     * @return one or two sentences; empty if nothing is known
     */
    public String hint() {
        return hint;
    }

    /**
     * What else the firmware said, besides its status: for example a syndrome.
     *
     * @return by name, in order: strings and numbers; empty if it said nothing else
     */
    public Map<String, Object> details() {
        return Map.of();
    }
}
