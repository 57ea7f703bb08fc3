// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Map;
import java.util.Objects;

/**
 * The RPC reached the firmware, and the firmware refused it. Vendor modules derive their own types, which carry the raw
 * status and its meaning.
 */
public non-sealed class FirmwareException extends FwctlException {
    private static final long serialVersionUID = 1;

    private final long status;

    /**
     * An exception for a command that the firmware refused.
     *
     * @param call which RPC
     * @param status the raw status or return code
     * @param meaning the status in words, with its symbol and number
     * @param hint what to do about it, empty if nothing is known
     */
    public FirmwareException(RpcCall call, long status, String meaning, String hint) {
        super(new Failure(
                Objects.requireNonNull(call, "call").toString(),
                call.node(),
                call,
                null,
                Objects.requireNonNull(meaning, "meaning"),
                Objects.requireNonNull(hint, "hint"),
                null));
        this.status = status;
    }

    /** For a driver that turns the firmware's status into an errno. */
    FirmwareException(Failure failure, Errno errno) {
        super(failure);
        this.status = errno.number();
    }

    /**
     * The raw status or return code, whatever its meaning.
     *
     * @return the number in the reply; that of {@link #errno()}, where the driver made one of it
     */
    public long status() {
        return status;
    }

    /**
     * Whether the firmware said that it is busy and did nothing. The same may succeed later, and {@link Retry} asks again.
     * Vendor modules override it for a status that their public document describes so, and for no other.
     *
     * @return false unless a subtype knows better
     */
    public boolean isBusy() {
        return false;
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
