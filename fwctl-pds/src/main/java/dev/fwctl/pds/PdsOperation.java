// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.RpcScope;
import java.util.Objects;

/**
 * An operation of an endpoint of the firmware, and the least scope with which the driver lets it through. The firmware
 * decides that scope and tells only the driver; {@link PdsDevice#operation} finds it out.
 *
 * @param endpoint the endpoint's number, 32 bits
 * @param number version &lt;&lt; 16 | command; an older version than the firmware's is served, a newer one is not
 * @param scope the least scope
 */
public record PdsOperation(int endpoint, int number, RpcScope scope) {
    /** Refuses null. */
    public PdsOperation {
        Objects.requireNonNull(scope, "scope");
    }

    /** For example {@code endpoint 0x10 operation 0x10001}. */
    @Override
    public String toString() {
        return "endpoint 0x" + Integer.toHexString(endpoint) + " operation 0x" + Integer.toHexString(number);
    }
}
