// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.internal.Elements;
import java.util.Collection;
import java.util.List;

/**
 * The knowledge of logs that comes from elsewhere, and is trusted: kept in another place, or signed, or witnessed.
 *
 * @param heads last lines at some moments
 * @param checkpoints trees at some moments
 */
public record Known(List<Head> heads, List<Checkpoint> checkpoints) {
    /** Nothing. */
    public static final Known NOTHING = new Known(List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @param heads last lines
     * @param checkpoints trees
     */
    public Known {
        Elements.require(heads, "heads");
        Elements.require(checkpoints, "checkpoints");
        heads = List.copyOf(heads);
        checkpoints = List.copyOf(checkpoints);
    }

    /** What is known of one series. */
    Known of(String series, String origin) {
        return new Known(
                heads.stream().filter(head -> head.series().equals(series)).toList(),
                checkpoints.stream()
                        .filter(checkpoint -> checkpoint.origin().equals(origin))
                        .toList());
    }

    /**
     * Heads alone.
     *
     * @param heads last lines
     * @return what is known
     */
    public static Known heads(Collection<Head> heads) {
        Elements.require(heads, "heads");
        return new Known(List.copyOf(heads), List.of());
    }
}
