// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static java.util.Objects.requireNonNull;

import dev.fwctl.cxl.internal.Ranges;
import java.util.Optional;
import java.util.UUID;

/**
 * A log that a device has.
 *
 * @param uuid the log's identity
 * @param size the most bytes that it has at present, 0 to 4294967295
 */
public record CxlLog(UUID uuid, long size) {
    /**
     * Checks the size.
     *
     * @param uuid the log's identity
     * @param size the most bytes that it has
     * @throws IllegalArgumentException if the size is not 0 to 4294967295
     */
    public CxlLog {
        requireNonNull(uuid, "uuid");
        Ranges.check("the size", size, 0xffff_ffffL);
    }

    /**
     * The log in the specification's terms.
     *
     * @return empty for a vendor's own log
     */
    public Optional<StandardLog> standard() {
        return StandardLog.of(uuid);
    }

    /** For example {@code Vendor Debug Log (5e1819d9-11a9-400c-811f-d60719403d86), 10000 bytes}. */
    @Override
    public String toString() {
        return standard().map(StandardLog::title).orElse("Log") + " (" + uuid + "), " + size + " bytes";
    }
}
