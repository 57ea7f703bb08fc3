// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.bench.result.Json;
import dev.fwctl.harness.stats.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the tables of {@code docs/performance.md} and other pages from kept results, so that text and figures cannot part: everything
 * between <code>&lt;!-- from FILE: WHAT --&gt;</code> and <code>&lt;!-- end --&gt;</code> is its work. WHAT is
 * {@code machine}, {@code goals}, {@code latency}, {@code split}, or the id of a group, or its beginning and a star for
 * all such groups side by side; or, of JMH's results, the name of a benchmark.
 */
public final class PerformancePage {
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- from (\\S+): (\\S+) -->\\n).*?(<!-- end -->)", Pattern.DOTALL);

    private final Path results;

    private PerformancePage(Path results) {
        this.results = results;
    }

    /** {@code PerformancePage RESULTS PAGES}: {@code fwctl-bench/performance} calls it. */
    public static void main(String[] args) throws IOException {
        Path results = Path.of(args[0]);
        for (String name : List.of(args).subList(1, args.length)) {
            Path page = Path.of(name);
            Files.writeString(page, filled(Files.readString(page), results));
        }
    }

    /**
     * Fills a page.
     *
     * @param page its text
     * @param results the folder that holds the files that it names
     */
    static String filled(String page, Path results) {
        PerformancePage filler = new PerformancePage(results);
        return BLOCK.matcher(page)
                .replaceAll(block -> Matcher.quoteReplacement(
                        block.group(1) + filler.block(block.group(2), block.group(3)) + block.group(4)));
    }

    private String block(String file, String what) {
        Path kept = results.resolve(file);
        if (!Files.exists(kept)) {
            return missing(file);
        }
        JsonNode document;
        try {
            document = new ObjectMapper().readTree(kept.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + kept, e);
        }
        List<List<String>> rows = switch (what) {
            case "machine" -> machine(document);
            case "goals" -> goals(document.path("goals"));
            case "latency" -> latency(document.path("latency"));
            case "split" -> split(document.path("split"));
            default ->
                document.has("benchmarks")
                        ? benchmarks(document, what)
                        : what.endsWith("*") ? groups(document, what.replace("*", "")) : group(document, what);
        };
        return rows.size() < 2 ? missing(file) : "\n" + markdown(rows) + "\n";
    }

    private static String missing(String file) {
        return "\n*Not measured yet with this version of the program, so `" + file
                + "` has it not: `fwctl-bench/measure` on an idle machine.*\n\n";
    }

    private static List<List<String>> machine(JsonNode document) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("", "")));
        document.path("machine")
                .properties()
                .forEach(fact -> rows.add(List.of(fact.getKey(), fact.getValue().asText())));
        return rows;
    }

    private static List<List<String>> goals(JsonNode goals) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("goal", "measured", "95 %", "at most", "")));
        for (JsonNode goal : goals) {
            Interval value = Json.interval(goal.path("value"));
            List<String> doubts = new ArrayList<>();
            goal.path("doubts").forEach(doubt -> doubts.add(doubt.asText()));
            rows.add(List.of(
                    goal.path("name").asText(),
                    ratio(value.estimate()),
                    Table.ends(value),
                    ratio(goal.path("atMost").asDouble()),
                    goal.path("verdict").asText() + (doubts.isEmpty() ? "" : ": " + String.join("; ", doubts))));
        }
        return rows;
    }

    private static List<List<String>> latency(JsonNode all) {
        Set<String> percentiles = new LinkedHashSet<>();
        all.forEach(of -> of.path("percentiles").fieldNames().forEachRemaining(percentiles::add));
        List<String> head = new ArrayList<>(List.of("one RPC, ns", "samples", "clock"));
        percentiles.forEach(percentile -> head.add(percentile + " %"));
        List<List<String>> rows = new ArrayList<>(List.of(head));
        for (JsonNode of : all) {
            List<String> row = new ArrayList<>(List.of(
                    of.path("path").asText(),
                    of.path("samples").asText(),
                    Table.number(of.path("clock").asDouble())));
            percentiles.forEach(percentile ->
                    row.add(of.path("percentiles").path(percentile).asText("")));
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> split(JsonNode parts) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("part", "ns", "95 %")));
        for (JsonNode part : parts) {
            Interval ns = Json.interval(part.path("ns"));
            rows.add(List.of(part.path("part").asText(), Table.number(ns.estimate()), Table.ends(ns)));
        }
        return rows;
    }

    private static List<List<String>> group(JsonNode document, String id) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode group : document.path("groups")) {
            if (group.path("id").asText().equals(id)) {
                JsonNode all = group.path("rows");
                rows.add(List.of(
                        group.path("title").asText(),
                        "ns",
                        "95 %",
                        "x " + all.path(0).path("path").asText(),
                        "95 %",
                        "garbage, B"));
                for (JsonNode row : all) {
                    Interval ns = Json.interval(row.path("ns"));
                    Interval ratio = Json.interval(row.path("ratio"));
                    rows.add(List.of(
                            row.path("path").asText(),
                            Table.number(ns.estimate()),
                            Table.ends(ns),
                            ratio(ratio.estimate()),
                            Table.ends(ratio),
                            row.has("bytes") ? Table.bytes(row.path("bytes").asDouble()) : ""));
                }
            }
        }
        return rows;
    }

    /** One line for each group, one column for each rival: the first in microseconds, the others as ratios to it. */
    private static List<List<String>> groups(JsonNode document, String beginning) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode group : document.path("groups")) {
            if (group.path("id").asText().startsWith(beginning)) {
                List<String> head = new ArrayList<>(List.of(""));
                List<String> row = new ArrayList<>(List.of(group.path("title").asText()));
                for (JsonNode of : group.path("rows")) {
                    boolean first = row.size() == 1;
                    head.add(of.path("path").asText() + (first ? ", us" : ""));
                    Interval ratio = Json.interval(of.path("ratio"));
                    row.add(
                            first
                                    ? Table.number(Json.interval(of.path("ns")).estimate() / 1e3)
                                    : "x " + ratio(ratio.estimate()) + " " + Table.ends(ratio));
                }
                if (rows.isEmpty()) {
                    rows.add(head);
                }
                rows.add(row.stream().map(String::strip).toList());
            }
        }
        return rows;
    }

    /** JMH's rows of one benchmark: what tells them apart, and what was measured. */
    private static List<List<String>> benchmarks(JsonNode document, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode benchmark : document.path("benchmarks")) {
            String full = benchmark.path("benchmark").asText();
            if (full.equals(name) || full.startsWith(name + ".")) {
                found.add(benchmark);
            }
        }
        Set<String> members = new LinkedHashSet<>();
        found.forEach(benchmark -> benchmark.fieldNames().forEachRemaining(members::add));
        members.removeIf(member -> List.of("mode", "error", "unit").contains(member)
                || !member.equals("score")
                        && found.stream()
                                        .map(each -> each.path(member))
                                        .distinct()
                                        .count()
                                < 2);
        List<String> head = new ArrayList<>(members);
        List<List<String>> rows = new ArrayList<>(List.of(head));
        for (JsonNode benchmark : found) {
            List<String> row = new ArrayList<>();
            for (String member : members) {
                String text = benchmark.path(member).asText();
                row.add(
                        member.equals("score")
                                ? text + " ± " + benchmark.path("error").asText() + " "
                                        + benchmark.path("unit").asText()
                                : text.replace(name + ".", ""));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String markdown(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---".repeat(rows.get(0).size())).append("|\n");
            }
        }
        return text.toString();
    }
}
