// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import java.util.Map;
import java.util.Optional;

/**
 * The rival that each part of the library is held against: what does the same without it. What the machine does to one, it
 * does to the other, so that their ratio in one run may be compared with that of another day; nanoseconds may not. A rival
 * that is itself somebody else's has none.
 */
public final class Companion {
    private static final Map<String, String> COMPANIONS = Map.ofEntries(
            Map.entry("raw-rpc", "jna-direct"),
            Map.entry("typed-call", "jna-direct"),
            Map.entry("typed-call-rules", "jna-direct"),
            Map.entry("typed-call-observed", "jna-direct"),
            Map.entry("info", "jna-direct"),
            Map.entry("raw-rpc-ffm", "ffm"),
            Map.entry("typed-call-ffm", "ffm"),
            Map.entry("decode-bit-fields", "decode-by-hand"),
            Map.entry("decode-by-name", "decode-by-hand"),
            Map.entry("encode-bit-fields", "encode-by-hand"),
            Map.entry("encode-by-name", "encode-by-hand"),
            Map.entry("audit-written", "audit-bare-write"),
            Map.entry("discover", "discover-plain"),
            Map.entry("first-rpc", "first-ioctl"));

    private Companion() {}

    /**
     * Of a rival.
     *
     * @param path its name; with {@code @} and a JDK's version behind it, its companion ran on that JDK too
     */
    public static Optional<String> of(String path) {
        int at = path.indexOf('@');
        String name = at < 0 ? path : path.substring(0, at);
        return Optional.ofNullable(COMPANIONS.get(name)).map(companion -> companion + path.substring(name.length()));
    }
}
