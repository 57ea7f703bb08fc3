// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The place where a reply of bytes says whether the firmware did what it was asked: a little-endian number that is zero
 * if so.
 *
 * @param offset its first byte; -1 if replies have no status
 * @param bytes 1, 2 or 4
 */
public record StatusField(int offset, int bytes) {
    /** Of replies without a status. */
    public static final StatusField NONE = new StatusField(-1, 1);

    /** Checks the size. */
    public StatusField {
        if (bytes != 1 && bytes != 2 && bytes != 4) {
            throw new IllegalArgumentException("a status has 1, 2 or 4 bytes, not " + bytes);
        }
    }

    /**
     * Reads {@code OFFSET:BYTES}, or {@code none}.
     *
     * @param text for example {@code 4:4}
     * @return the field
     * @throws IllegalArgumentException if it is neither
     */
    public static StatusField parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        String[] parts = text.split(":");
        try {
            if (parts.length == 2) {
                return new StatusField(Integer.parseUnsignedInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a status is OFFSET:BYTES, for example 4:4, or none; not " + text, e);
        }
        throw new IllegalArgumentException("a status is OFFSET:BYTES, for example 4:4, or none; not " + text);
    }

    /** What a reply of so many bytes says, as {@link Operation#run} returns it. */
    String words(ByteBuffer reply, int length) {
        if (offset < 0) {
            return Operation.DONE;
        }
        if (length < offset + bytes) {
            return "a reply of " + length + " bytes";
        }
        long status = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            status = status << 8 | reply.get(offset + i) & 0xff;
        }
        return status == 0 ? Operation.DONE : String.format(Locale.ROOT, "status %#x", status);
    }
}
