// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A structure of the kernel's header over bytes that are at least as long.
 *
 * @param layout what it looks like
 * @param bytes from index 0
 */
public record Structure(Layout layout, ByteBuffer bytes) {
    private static final Set<String> ENVELOPE = Set.of("error_code", "req_type", "seq_id", "resp_len", "valid");

    public static Structure of(String layout, ByteBuffer bytes) {
        return new Structure(Catalogs.LAYOUTS.layout(layout), bytes);
    }

    public int number(String field) {
        return (int) wide(field);
    }

    /** Of up to 64 bits, unsigned. */
    public long wide(String field) {
        return layout.field(field).get(bytes, 0);
    }

    public boolean isSet(String field) {
        return layout.field(field).isSet(bytes, 0);
    }

    /** The value's name in the header, or its number as text. */
    public String name(String field) {
        return layout.field(field).value(bytes, 0).toString();
    }

    public String text(String field) {
        return layout.region(field).text(bytes, 0);
    }

    public byte[] region(String field) {
        return layout.region(field).bytes(bytes, 0);
    }

    /** All of it by name, less what each reply begins and ends with. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = layout.read(bytes, 0);
        fields.keySet().removeAll(ENVELOPE);
        return Collections.unmodifiableMap(fields);
    }

    public void set(String field, long value) {
        layout.field(field).set(bytes, 0, value);
    }
}
