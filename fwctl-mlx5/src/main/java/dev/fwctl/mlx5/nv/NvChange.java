// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import java.util.Objects;

/**
 * The change that a write made to one parameter.
 *
 * @param name as the public tools spell it
 * @param before what would have come next without the write
 * @param after what comes next now
 */
public record NvChange(String name, NvValue before, NvValue after) {
    /** Refuses null. */
    public NvChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Whether there was anything to change. */
    public boolean changed() {
        return !before.equals(after);
    }

    /** For example {@code NUM_OF_VFS: 16 -> 32}. */
    @Override
    public String toString() {
        return name + ": " + before + " -> " + after;
    }
}
