// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rivals of each group, in the order of the tables; the others' ratios are to the first. */
final class Lineup {
    /** What stands before a team's name where it is taken for a group. */
    static final String TEAM = "goals/";

    private static final Map<String, List<String>> RIVALS = rivals();

    /** Of the rivals above those that a goal holds against one another, by the name of the team: each runs by itself. */
    private static final Map<String, List<String>> TEAMS = teams();

    /** Left out if there is only a minute. */
    private static final Set<String> SLOW_TO_TELL =
            Set.of("jna-structure", "typed-call-rules", "typed-call-observed", "info");

    private Lineup() {}

    private static Map<String, List<String>> rivals() {
        Map<String, List<String>> rivals = new LinkedHashMap<>();
        rivals.put(
                "rpc",
                List.of(
                        "c",
                        "c-floor",
                        "c-threaded",
                        "jna-direct",
                        "jna-interface",
                        "jna-structure",
                        "ffm",
                        "raw-rpc",
                        "raw-rpc-ffm",
                        "typed-call",
                        "typed-call-ffm",
                        "typed-call-rules",
                        "typed-call-observed",
                        "info"));
        rivals.put("latency", List.of("c", "jna-direct", "ffm", "raw-rpc", "raw-rpc-ffm", "typed-call"));
        rivals.put("threads", List.of("c", "jna-direct", "ffm", "raw-rpc", "raw-rpc-ffm"));
        rivals.put("payload", List.of("c", "raw-rpc", "raw-rpc-ffm"));
        rivals.put(
                "decode",
                List.of("decode-by-hand", "decode-bit-fields", "decode-by-name", "decode-sbe", "decode-jna-structure"));
        rivals.put(
                "encode",
                List.of(
                        "encode-by-hand",
                        "encode-unchecked",
                        "encode-bit-fields",
                        "encode-by-name",
                        "encode-sbe",
                        "encode-jna-structure"));
        rivals.put("audit", List.of("audit-bare-write", "audit-none", "audit-written"));
        rivals.put("discovery", List.of("discover-plain", "discover"));
        rivals.put("start", List.of("first-ioctl", "first-rpc"));
        return rivals;
    }

    private static Map<String, List<String>> teams() {
        Map<String, List<String>> teams = new LinkedHashMap<>();
        teams.put("jna", List.of("jna-direct", "raw-rpc", "typed-call", "typed-call-rules"));
        teams.put("ffm", List.of("ffm", "raw-rpc-ffm"));
        teams.put("decode", List.of("decode-by-hand", "decode-bit-fields", "decode-by-name"));
        teams.put("encode", List.of("encode-by-hand", "encode-bit-fields", "encode-by-name"));
        return teams;
    }

    /** The names of the teams of {@code goals}. */
    static Set<String> teamNames() {
        return TEAMS.keySet();
    }

    /**
     * The rivals of a group of {@code --only}, of a half of {@code codec}, or of a team of {@code goals}.
     *
     * @param quick without those that take long
     * @param device with what tells a device's own time
     */
    static List<String> of(String group, boolean quick, boolean device) {
        if (group.equals("codec")) {
            return java.util.stream.Stream.concat(
                            of("decode", quick, device).stream(), of("encode", quick, device).stream())
                    .toList();
        }
        if (group.equals("goals")) {
            return TEAMS.values().stream().flatMap(List::stream).toList();
        }
        if (group.startsWith(TEAM)) {
            return TEAMS.getOrDefault(group.substring(TEAM.length()), List.of());
        }
        return RIVALS.getOrDefault(group, List.of()).stream()
                .filter(rival -> !(quick && SLOW_TO_TELL.contains(rival)))
                .filter(rival -> device || !rival.equals("c-floor"))
                .toList();
    }

    /** All there are. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        RIVALS.values().forEach(all::addAll);
        return all;
    }
}
