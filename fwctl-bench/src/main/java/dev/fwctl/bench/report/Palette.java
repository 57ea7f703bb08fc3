// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import java.awt.Color;
import java.util.Map;

/** A colour for each rival, the same in every plot; what reads and what writes a register in the same way share one. */
final class Palette {
    private static final Color OTHER = new Color(0x8a8f98);
    private static final Map<String, Color> COLOURS = Map.ofEntries(
            Map.entry("c", new Color(0x30343b)),
            Map.entry("c-floor", new Color(0x9aa0ab)),
            Map.entry("c-threaded", new Color(0x6b7280)),
            Map.entry("jna-direct", new Color(0xd9822b)),
            Map.entry("jna-interface", new Color(0xe9b57c)),
            Map.entry("jna-structure", new Color(0xc9a27a)),
            Map.entry("ffm", new Color(0x2f9e6e)),
            Map.entry("raw-rpc", new Color(0x2563c9)),
            Map.entry("raw-rpc-ffm", new Color(0x12a5b8)),
            Map.entry("typed-call", new Color(0x7a5bd1)),
            Map.entry("typed-call-ffm", new Color(0xa78be8)),
            Map.entry("typed-call-rules", new Color(0xb0489e)),
            Map.entry("typed-call-observed", new Color(0xd06c8f)),
            Map.entry("info", new Color(0x4f7942)),
            Map.entry("by-hand", new Color(0x30343b)),
            Map.entry("unchecked", new Color(0x6b7280)),
            Map.entry("bit-fields", new Color(0x2563c9)),
            Map.entry("by-name", new Color(0x7a5bd1)),
            Map.entry("sbe", new Color(0x2f9e6e)),
            Map.entry("audit-bare-write", new Color(0x30343b)),
            Map.entry("audit-none", new Color(0x9aa0ab)),
            Map.entry("audit-written", new Color(0x2563c9)),
            Map.entry("discover", new Color(0x2563c9)),
            Map.entry("discover-plain", new Color(0xd9822b)),
            Map.entry("first-rpc", new Color(0x2563c9)),
            Map.entry("first-ioctl", new Color(0xd9822b)));

    private Palette() {}

    static Color of(String path) {
        String rival = path.replaceFirst("@.*", "").replaceFirst("^(decode|encode)-", "");
        Color colour = COLOURS.getOrDefault(rival, OTHER);
        // The second JDK of a run is paler than the first.
        return path.endsWith("@17") ? colour.brighter() : colour;
    }

    static String hex(String path) {
        return String.format(java.util.Locale.ROOT, "#%06x", of(path).getRGB() & 0xffffff);
    }
}
