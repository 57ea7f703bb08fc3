// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * The content that a unit held, or was to hold, as a journal keeps it: its bytes; or where there are secrets in it, the
 * bytes without them and a keyed digest of all.
 *
 * @param bytes the content, its secrets blanked
 * @param digest HMAC-SHA-256 of the whole content under the journal's key, in hexadecimal digits; empty if there are no
 *     secrets in it
 */
public record Content(byte[] bytes, Optional<String> digest) {
    /** Copies the bytes. */
    public Content {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(digest, "digest");
        bytes = bytes.clone();
    }

    /** A copy. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether secrets were left out. */
    public boolean isBlanked() {
        return digest.isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && Arrays.equals(bytes, that.bytes) && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes that may be shown. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes) + (isBlanked() ? " without its secrets" : "");
    }
}
