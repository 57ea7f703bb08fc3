// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.FwctlDevice;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reply that is known beforehand, from the firmware's model or from what was written first: for rule
 * {@link ContractRule#V18}.
 *
 * @param before what to send first, in order; none if the firmware holds it anyway
 * @param read the request that reads it
 * @param expected what it has to decode to; arrays are compared by what is in them
 * @param <R> the reply's type
 */
public record KnownPayload<R>(List<Sample<?, ?>> before, Sample<?, R> read, R expected) {
    /** Copies the list. */
    public KnownPayload {
        before = List.copyOf(before);
    }

    /** Fails unless it arrives. */
    void arrives(FwctlDevice device) {
        before.forEach(sample -> sample.call(device));
        R got = read.call(device);
        if (!Objects.deepEquals(expected, got)) {
            throw new AssertionError(read + " came to " + text(got) + ", and not to " + text(expected));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
