// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import static java.util.Objects.requireNonNull;

import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.internal.Ranges;
import java.util.UUID;

/**
 * A request for bytes of a Feature's value.
 *
 * @param uuid the Feature's identity
 * @param selection which value
 * @param offset the first byte wanted, 0 to 65535
 * @param count how many bytes, 1 to 65535 less the offset. The kernel cuts them to the size of the mailbox itself, and returns all of
 *     them or none
 */
public record GetFeature(UUID uuid, Selection selection, int offset, int count) {
    /** A Feature has no more bytes than this, and the kernel counts offsets in 16 bits without looking whether they fit. */
    public static final int MAX_SIZE = 0xffff;

    /**
     * Checks the ranges.
     *
     * @param uuid the Feature's identity
     * @param selection which value
     * @param offset the first byte wanted
     * @param count how many bytes; 0 can be sent, and the kernel refuses it
     */
    public GetFeature {
        requireNonNull(uuid, "uuid");
        requireNonNull(selection, "selection");
        Ranges.check("the offset", offset, MAX_SIZE);
        Ranges.check("the count behind offset " + offset, count, MAX_SIZE - offset);
    }

    /**
     * A request for the whole value of a Feature.
     *
     * @param feature the Feature
     * @param selection which value
     * @return a request for {@link Feature#getSize()} bytes from offset 0
     */
    public static GetFeature whole(Feature feature, Selection selection) {
        return new GetFeature(feature.uuid(), selection, 0, feature.getSize());
    }
}
