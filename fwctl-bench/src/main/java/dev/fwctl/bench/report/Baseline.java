// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fwctl.bench.result.Companion;
import dev.fwctl.bench.result.Json;
import dev.fwctl.harness.machine.Facts;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.stats.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The differences between two kept results, row by row: same, faster, slower, or not to be told. What is judged is the ratio
 * to the row's {@link Companion}, process by process, since the same machine takes some other time for the same program on
 * another day; a row without one shows what the machine did. All rows together are wrong in 5 of 100 pairs of results, not
 * each by itself.
 */
public final class Baseline {
    private final StringBuilder text = new StringBuilder();
    private final Map<Difference.Kind, Integer> counts = new LinkedHashMap<>();

    private Baseline() {}

    /**
     * Both are documents of {@link Json}.
     *
     * @param before what was measured first
     * @param after what is held against it
     */
    public static String of(JsonNode before, JsonNode after) {
        Baseline baseline = new Baseline();
        baseline.line(
                "%-32s %10s %10s  %-14s %9s %17s %8s",
                "Against the earlier results", "before", "now", "beside", "x", "95 %", "effect");
        for (String difference : Facts.differences(facts(before), facts(after))) {
            baseline.line("warning: another machine: %s", difference);
        }
        Map<JsonNode, JsonNode> groups = new LinkedHashMap<>();
        for (JsonNode group : after.path("groups")) {
            groups.put(group, find(before.path("groups"), group.path("id").asText()));
        }
        int comparisons = Math.max(
                1,
                groups.entrySet().stream()
                        .mapToInt(pair -> judged(pair.getValue(), pair.getKey()))
                        .sum());
        groups.forEach((now, old) -> baseline.group(old, now, doubt(before, after, now), comparisons));
        baseline.line("%s", baseline.counts);
        return baseline.text.toString();
    }

    private static Map<String, String> facts(JsonNode document) {
        Map<String, String> facts = new LinkedHashMap<>();
        document.path("machine")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return facts;
    }

    /** The group of that id, or the row of that path. */
    private static JsonNode find(JsonNode nodes, String name) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node ->
                        node.path(node.has("id") ? "id" : "path").asText().equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** How many rows of a group are judged. */
    private static int judged(JsonNode before, JsonNode after) {
        return (int) StreamSupport.stream(after.path("rows").spliterator(), false)
                .filter(row -> Pair.of(after, row).isWhole()
                        && Pair.of(
                                        before,
                                        find(
                                                before.path("rows"),
                                                row.path("path").asText()))
                                .isWhole())
                .count();
    }

    /** That somebody else used the machine while one of the two was measured, if so. */
    private static String doubt(JsonNode before, JsonNode after, JsonNode group) {
        String family = group.path("id").asText().replaceFirst("/.*", "");
        for (JsonNode document : new JsonNode[] {before, after}) {
            JsonNode share = document.path("meanwhile").path(family);
            if (share.path("otherProcessors").asDouble() > Preflight.OTHERS_AT_MOST
                    || share.path("steal").asDouble() > Preflight.STEAL_AT_MOST) {
                return "others used the machine";
            }
        }
        return "";
    }

    private void group(JsonNode before, JsonNode after, String doubt, int comparisons) {
        for (JsonNode row : after.path("rows")) {
            JsonNode old = find(before.path("rows"), row.path("path").asText());
            if (old.path("processes").isEmpty() || row.path("processes").isEmpty()) {
                continue;
            }
            Pair was = Pair.of(before, old);
            Pair is = Pair.of(after, row);
            boolean judged = was.isWhole() && is.isWhole();
            Difference difference = judged
                    ? Difference.of(was.ratios(), is.ratios(), comparisons)
                    : Difference.of(processes(old), processes(row), comparisons);
            List<String> doubts = new ArrayList<>(doubt.isEmpty() ? List.of() : List.of(doubt));
            if (!judged) {
                doubts.add("by the clock: nothing beside it tells it from the machine");
            } else if (!was.isSteady() || !is.isSteady()) {
                doubts.add("not steady");
            }
            Difference.Kind kind = doubts.isEmpty() ? difference.kind() : Difference.Kind.CANNOT_TELL;
            counts.merge(kind, 1, Integer::sum);
            line(
                    "%-32s %10.1f %10.1f  %-14s %9.3f %17s %8s  %s%s",
                    after.path("id").asText() + " " + row.path("path").asText(),
                    Json.interval(old.path("ns")).estimate(),
                    Json.interval(row.path("ns")).estimate(),
                    judged ? is.companion().path("path").asText() : "",
                    difference.ratio().estimate(),
                    Table.ends(difference.ratio()),
                    Double.isNaN(difference.effect()) ? "" : String.format(Locale.ROOT, "%.1f", difference.effect()),
                    kind.words(),
                    doubts.isEmpty() ? "" : " (" + String.join("; ", doubts) + ")");
        }
    }

    /** A row, and that of its companion; a missing node where there is none. */
    private record Pair(JsonNode row, JsonNode companion) {
        static Pair of(JsonNode group, JsonNode row) {
            return new Pair(
                    row,
                    Companion.of(row.path("path").asText())
                            .map(path -> find(group.path("rows"), path))
                            .orElse(MissingNode.getInstance()));
        }

        /** Whether each of the row's processes ran beside one of its companion's. */
        boolean isWhole() {
            return !companion.path("processes").isEmpty()
                    && companion.path("processes").size()
                            == row.path("processes").size();
        }

        boolean isSteady() {
            return row.path("steady").asBoolean(true)
                    && companion.path("steady").asBoolean(true);
        }

        double[] ratios() {
            double[] mine = processes(row);
            double[] others = processes(companion);
            return IntStream.range(0, mine.length)
                    .mapToDouble(i -> mine[i] / others[i])
                    .toArray();
        }
    }

    private static double[] processes(JsonNode row) {
        return StreamSupport.stream(row.path("processes").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
