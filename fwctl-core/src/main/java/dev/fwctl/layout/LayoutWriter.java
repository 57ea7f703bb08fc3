// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Changes named members of a structure: first checks everything, then writes. */
final class LayoutWriter {
    private LayoutWriter() {}

    /** The caller has checked that the structure lies in the buffer, so no write can fail half-way. */
    static void write(Layout layout, ByteBuffer buffer, int base, Map<String, ?> values) {
        List<Runnable> writes = new ArrayList<>(values.size());
        values.forEach((path, value) -> writes.add(prepared(layout, path, value, buffer, base)));
        writes.forEach(Runnable::run);
    }

    private static Runnable prepared(Layout layout, String text, Object value, ByteBuffer buffer, int base) {
        Path path = Path.of(layout, text);
        if (!path.member().access().writable()) {
            throw new IllegalArgumentException(text + " of " + layout.name() + " is read-only");
        }
        if (path.member().kind().scalar()) {
            Field field = path.field();
            long number = field.number(value);
            if (!field.bits().fits(number)) {
                field.set(buffer, base, number); // refuses, with the reason
            }
            return () -> field.set(buffer, base, number);
        }
        Region region = path.region();
        byte[] bytes = bytes(region, value);
        if (bytes.length != region.length()) {
            throw new IllegalArgumentException(text + " is " + region.length() + " bytes long, not " + bytes.length);
        }
        return () -> region.set(buffer, base, bytes);
    }

    private static byte[] bytes(Region region, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            if (region.member().kind() == Member.Kind.TEXT && !region.member().array()) {
                return region.encoded(text);
            }
            try {
                return HexFormat.of().parseHex(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        region.path() + " takes " + region.length() * 2 + " hexadecimal digits, not '" + text + "'", e);
            }
        }
        throw new IllegalArgumentException(region.path() + " takes a byte[] or a String");
    }
}
