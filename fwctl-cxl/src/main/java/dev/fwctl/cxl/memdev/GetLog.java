// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static java.util.Objects.requireNonNull;

import dev.fwctl.cxl.internal.Ranges;
import java.util.UUID;

/**
 * A request for bytes of a log.
 *
 * @param log the log's identity
 * @param offset the first byte wanted, 0 to 4294967295
 * @param length how many bytes, 1 to {@value #MAX_LENGTH}, and no more than the device's mailbox holds: the kernel hands
 *     the request on as it is
 */
record GetLog(UUID log, long offset, int length) {
    /** The largest mailbox that the specification allows: 1 MiB. */
    static final int MAX_LENGTH = 1 << 20;

    /**
     * Checks the ranges.
     *
     * @param log the log's identity
     * @param offset the first byte wanted
     * @param length how many bytes
     */
    GetLog {
        requireNonNull(log, "log");
        Ranges.check("the offset", offset, 0xffff_ffffL);
        Ranges.check("the length", length, MAX_LENGTH);
    }
}
