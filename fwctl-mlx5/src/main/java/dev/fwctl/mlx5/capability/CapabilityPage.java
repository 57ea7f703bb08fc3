// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;

/** A page of capabilities as the device answered it. Immutable. */
public final class CapabilityPage {
    private final Layout layout;
    private final FunctionTarget target;
    private final CapabilityMode mode;
    private final byte[] bytes;

    CapabilityPage(Layout layout, FunctionTarget target, CapabilityMode mode, byte[] bytes) {
        this.layout = layout;
        this.target = target;
        this.mode = mode;
        this.bytes = bytes;
    }

    /** The page's fields. */
    public Layout layout() {
        return layout;
    }

    /** Whose capabilities these are. */
    public FunctionTarget target() {
        return target;
    }

    /** Whether these are the greatest possible values, rather than the current ones. */
    public boolean maximum() {
        return mode == CapabilityMode.MAXIMUM;
    }

    /**
     * One number.
     *
     * @param path the field, as {@code mlx5_ifc.h} names it
     * @return its value; an unsigned field of 64 bits comes as its bits
     * @throws dev.fwctl.layout.UnknownNameException if there is no such field, with near names
     */
    public long number(String path) {
        return layout.field(path).get(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * One flag.
     *
     * @param path the field, as {@code mlx5_ifc.h} names it
     * @return whether it is anything but 0
     * @throws dev.fwctl.layout.UnknownNameException if there is no such field, with near names
     */
    public boolean has(String path) {
        return number(path) != 0;
    }

    /**
     * The number whose logarithm to base 2 stands in a field, as in those that are called {@code log_...}.
     *
     * @param path the field, as {@code mlx5_ifc.h} names it
     * @return 1 and up; {@link Long#MAX_VALUE} if the number has more than 63 bits
     * @throws dev.fwctl.layout.UnknownNameException if there is no such field, with near names
     */
    public long powerOfTwo(String path) {
        long log = number(path);
        return log >= 0 && log < Long.SIZE - 1 ? 1L << log : Long.MAX_VALUE;
    }

    /**
     * All fields, by name, in the header's order; see {@link Layout#read}.
     *
     * @return an unmodifiable map, ready to become a JSON object
     */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(layout.read(ByteBuffer.wrap(bytes), 0));
    }

    /** The 4096 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "CapabilityPage[" + layout.name() + " of " + target + (maximum() ? ", maximum]" : ", current]");
    }
}
