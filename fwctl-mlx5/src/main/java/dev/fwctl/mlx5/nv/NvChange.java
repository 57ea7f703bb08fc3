// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * The change that a write made to one parameter.
 */
public final class NvChange extends NamedValues {
    private final String name;
    private final NvValue before;
    private final NvValue after;

    NvChange(String name, NvValue before, NvValue after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /** As the public tools spell it. */
    public String name() {
        return name;
    }

    /** What would have come next without the write. */
    public NvValue before() {
        return before;
    }

    /** What comes next now. */
    public NvValue after() {
        return after;
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

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("name", name);
        to.accept("before", before);
        to.accept("after", after);
    }
}
