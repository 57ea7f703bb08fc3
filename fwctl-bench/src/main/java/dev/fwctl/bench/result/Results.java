// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that one comparison measured; a group that did not run is empty. */
public final class Results {
    /**
     * One of the library's promises.
     *
     * @param name what is promised
     * @param value what was measured
     * @param atMost what was promised
     */
    public record Goal(String name, double value, double atMost) {
        public boolean met() {
            return value <= atMost;
        }
    }

    public final Map<String, String> machine = new LinkedHashMap<>();
    public final List<Row> rpc = new ArrayList<>();
    /** Rival to the permilles of its latency, then 99.95 %, 99.99 % and the highest. */
    public final Map<String, long[]> latency = new LinkedHashMap<>();
    /** Number of threads to operations per second, by rival. */
    public final Map<Integer, Map<String, Double>> threads = new LinkedHashMap<>();
    /** Payload in bytes to what it costs. */
    public final Map<Integer, List<Row>> payload = new LinkedHashMap<>();

    public final List<Row> decode = new ArrayList<>();
    public final List<Row> encode = new ArrayList<>();
    /** Number of nodes to what it costs to list them. */
    public final Map<Integer, List<Row>> discovery = new LinkedHashMap<>();

    public final List<Row> start = new ArrayList<>();
    /** What was not measured, and why. */
    public final List<String> notes = new ArrayList<>();

    public List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        goal(goals, rpc, "raw-rpc", "jna-direct", "raw RPC to the bare JNA direct call", 1.10);
        goal(goals, rpc, "typed-call", "jna-direct", "typed call to the bare JNA direct call", 1.25);
        goal(goals, rpc, "raw-rpc-ffm", "c", "raw RPC over java.lang.foreign to C", 1.10);
        goal(goals, rpc, "raw-rpc-ffm", "c-threaded", "the same to C in a process of several threads", 1.10);
        goal(goals, rpc, "raw-rpc-ffm", "ffm", "raw RPC over java.lang.foreign to a bare downcall", 1.20);
        goal(goals, rpc, "typed-call-rules", "typed-call", "typed call under a policy of rules to readOnly", 1.05);
        find(rpc, "raw-rpc").ifPresent(row -> goals.add(new Goal("raw RPC, garbage in bytes", round(row.bytes()), 0)));
        growth(goals, "raw-rpc");
        growth(goals, "raw-rpc-ffm");
        goal(
                goals,
                decode,
                "decode-bit-fields",
                "decode-by-hand",
                "reading: BitField to hand-written ByteBuffer",
                1.05);
        goal(goals, decode, "decode-bit-fields", "decode-sbe", "reading: BitField to SBE flyweight", 1.05);
        goal(goals, decode, "decode-by-name", "decode-bit-fields", "reading: catalog field to BitField", 1.05);
        goal(goals, encode, "encode-by-name", "encode-bit-fields", "writing: catalog field to BitField", 1.05);
        discovery.forEach((nodes, rows) ->
                goal(goals, rows, "discover", "discover-plain", "listing " + nodes + " nodes to a java.nio loop", 3));
        goal(goals, start, "first-rpc", "first-ioctl", "a JVM's whole life for one RPC to one bare ioctl", 1.6);
        return goals;
    }

    private static void goal(List<Goal> goals, List<Row> rows, String path, String base, String name, double atMost) {
        var row = find(rows, path);
        var to = find(rows, base);
        if (row.isPresent() && to.isPresent()) {
            goals.add(new Goal(name, round(row.get().ratio() / to.get().ratio()), atMost));
        }
    }

    /** What threads on one device bring in C, to what they bring here: at as many threads as there are processors. */
    private void growth(List<Goal> goals, String path) {
        int most = Runtime.getRuntime().availableProcessors();
        Map<String, Double> one = threads.getOrDefault(1, Map.of());
        Map<String, Double> many = threads.getOrDefault(most, Map.of());
        if (most > 1 && one.containsKey("c") && many.containsKey("c") && many.containsKey(path)) {
            double inC = many.get("c") / one.get("c");
            double here = many.get(path) / one.get(path);
            goals.add(
                    new Goal("growth of C from 1 to " + most + " threads to that of " + path, round(inC / here), 1.10));
        }
    }

    private static Optional<Row> find(List<Row> rows, String path) {
        return rows.stream().filter(row -> row.path().equals(path)).findFirst();
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
