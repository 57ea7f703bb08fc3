// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fwctl.bench.result.Json;
import dev.fwctl.harness.machine.Facts;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.stats.Difference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The differences between two kept results, row by row: same, faster, slower, or not to be told. */
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
                "%-48s %10s %10s %9s %17s %8s", "Against the earlier results", "before", "now", "x", "95 %", "effect");
        for (String difference : Facts.differences(facts(before), facts(after))) {
            baseline.line("warning: another machine: %s", difference);
        }
        for (JsonNode group : after.path("groups")) {
            baseline.group(
                    find(before.path("groups"), "id", group.path("id").asText()), group, busy(before, after, group));
        }
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

    private static JsonNode find(JsonNode nodes, String name, String value) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.path(name).asText().equals(value))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    /** Whether somebody else used the machine while one of the two was measured. */
    private static boolean busy(JsonNode before, JsonNode after, JsonNode group) {
        String family = group.path("id").asText().replaceFirst("/.*", "");
        for (JsonNode document : new JsonNode[] {before, after}) {
            JsonNode share = document.path("meanwhile").path(family);
            if (share.path("otherProcessors").asDouble() > Preflight.OTHERS_AT_MOST
                    || share.path("steal").asDouble() > Preflight.STEAL_AT_MOST) {
                return true;
            }
        }
        return false;
    }

    private void group(JsonNode before, JsonNode after, boolean busy) {
        for (JsonNode row : after.path("rows")) {
            String path = row.path("path").asText();
            JsonNode old = find(before.path("rows"), "path", path);
            double[] was = processes(old);
            double[] is = processes(row);
            if (was.length == 0 || is.length == 0) {
                continue;
            }
            Difference difference = Difference.of(was, is);
            boolean unsteady =
                    !old.path("steady").asBoolean(true) || !row.path("steady").asBoolean(true);
            Difference.Kind kind = busy || unsteady ? Difference.Kind.CANNOT_TELL : difference.kind();
            counts.merge(kind, 1, Integer::sum);
            line(
                    "%-48s %10.1f %10.1f %9.3f %17s %8s  %s%s",
                    after.path("id").asText() + " " + path,
                    Json.interval(old.path("ns")).estimate(),
                    Json.interval(row.path("ns")).estimate(),
                    difference.ratio().estimate(),
                    Table.ends(difference.ratio()),
                    Double.isNaN(difference.effect()) ? "" : String.format(Locale.ROOT, "%.1f", difference.effect()),
                    kind.words(),
                    busy ? " (others used the machine)" : unsteady ? " (not steady)" : "");
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
