// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.cxl.internal.Ranges;

/**
 * A request for a part of a device's list of Features.
 *
 * @param startIndex the position of the first entry wanted, 0 to 65535; the kernel refuses one behind the last entry
 * @param maxEntries the most entries wanted, 0 to {@value #MAX_ENTRIES}; with 0 only the length of the list comes back
 */
public record GetSupportedFeatures(int startIndex, int maxEntries) {
    /** As many entries as fit into the longest reply that the kernel takes. */
    public static final int MAX_ENTRIES = 43_690;

    /**
     * Checks the ranges.
     *
     * @param startIndex the position of the first entry wanted
     * @param maxEntries the most entries wanted
     */
    public GetSupportedFeatures {
        Ranges.check("the start index", startIndex, 0xffff);
        Ranges.check("the number of entries", maxEntries, MAX_ENTRIES);
    }
}
