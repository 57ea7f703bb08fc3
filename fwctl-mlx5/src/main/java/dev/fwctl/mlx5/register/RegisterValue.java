// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;

/** The content of a register as the device answered it. Immutable. */
public final class RegisterValue {
    private final Layout layout;
    private final byte[] bytes;

    RegisterValue(Layout layout, byte[] bytes) {
        this.layout = layout;
        this.bytes = bytes;
    }

    /** The register's fields. */
    public Layout layout() {
        return layout;
    }

    /**
     * One number.
     *
     * @param path the field, for example {@code fw_info.extended_major}
     * @return its value; an unsigned field of 64 bits comes as its bits
     * @throws dev.fwctl.layout.UnknownNameException if there is no such field
     */
    public long number(String path) {
        return layout.field(path).get(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * One number as a reader wants it: a flag as {@code Boolean}, an enum value by its name.
     *
     * @param path the field
     * @return see {@link dev.fwctl.layout.Field#value}
     * @throws dev.fwctl.layout.UnknownNameException if there is no such field
     */
    public Object value(String path) {
        return layout.field(path).value(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * One text.
     *
     * @param path the field
     * @return its text up to the first zero byte, safe to show
     * @throws dev.fwctl.layout.UnknownNameException if there is no such field
     */
    public String text(String path) {
        return layout.region(path).text(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * All fields, by name, in the layout's order; see {@link Layout#read}.
     *
     * @return an unmodifiable map, ready to become a JSON object
     */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(layout.read(ByteBuffer.wrap(bytes), 0));
    }

    /** As {@link #fields}, with each secret in a {@link dev.fwctl.layout.Sensitive}; see {@link Layout#readMarked}. */
    public Map<String, Object> markedFields() {
        return Collections.unmodifiableMap(layout.readMarked(ByteBuffer.wrap(bytes), 0));
    }

    /** The bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return layout.name() + markedFields();
    }
}
