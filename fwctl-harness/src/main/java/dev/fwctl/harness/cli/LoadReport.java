// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.harness.machine.Facts;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.stats.Difference;
import dev.fwctl.harness.stats.Interval;
import dev.fwctl.harness.stats.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;

/**
 * The report of what was measured, as a table, as Markdown, as JSON (schema {@value #SCHEMA}), or against earlier
 * results.
 */
final class LoadReport {
    static final String SCHEMA = "fwctl-load-1";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final LoadOptions options;
    private final Map<String, String> machine;
    private final Preflight preflight;
    private final List<Cell> cells;

    LoadReport(LoadOptions options, Map<String, String> machine, Preflight preflight, List<Cell> cells) {
        this.options = options;
        this.machine = machine;
        this.preflight = preflight;
        this.cells = cells;
    }

    static String preflight(Preflight preflight) {
        StringBuilder text = new StringBuilder();
        preflight
                .checks()
                .forEach(check -> text.append(String.format(
                        Locale.ROOT,
                        "%-14s %-9s %s%s%n",
                        check.name(),
                        check.trust().name().toLowerCase(Locale.ROOT),
                        check.value(),
                        check.words().isEmpty() ? "" : ": " + check.words())));
        return text.toString();
    }

    String table() {
        List<List<String>> rows = rows();
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder(title()).append('\n');
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                boolean left = i == 0 || i == widths.length - 1;
                line.append(String.format(
                        Locale.ROOT, "%" + (left ? "-" : "") + Math.max(1, widths[i]) + "s  ", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### ").append(title()).append("\n\n");
        List<List<String>> rows = rows();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---".repeat(rows.get(0).size())).append("|\n");
            }
        }
        return text.toString();
    }

    private String title() {
        return (options.command == null ? "bytes" : options.command) + ", " + options.rate + ", "
                + options.processes + (options.processes == 1 ? " process" : " processes")
                + "; times in us, from when an operation was due";
    }

    /** Percentiles that every cell carries, or those that were asked for. */
    private double[] percentiles() {
        if (options.percentiles.length > 0) {
            return options.percentiles;
        }
        long most = cells.stream().mapToLong(Cell::operations).max().orElse(0);
        return Percentiles.of(most);
    }

    private List<List<String>> rows() {
        double[] percentiles = percentiles();
        List<String> head = new ArrayList<>(List.of("", "threads", "per second", "95 %", "samples"));
        for (double percentile : percentiles) {
            head.add(percentile(percentile) + " %");
        }
        head.addAll(List.of("highest", ""));
        List<List<String>> rows = new ArrayList<>(List.of(head));
        for (Cell cell : cells) {
            boolean served = cell.served(options.errors);
            Histogram latency = cell.latency();
            List<String> row = new ArrayList<>(List.of(
                    cell.device() + (options.requests.size() > 1 ? " " + cell.request() : ""),
                    Integer.toString(cell.threads()),
                    served ? number(cell.perSecond().estimate()) : "-",
                    served ? ends(cell.perSecond()) : "",
                    Long.toString(latency.getTotalCount())));
            for (double percentile : percentiles) {
                long samples = latency.getTotalCount();
                boolean carried = options.percentiles.length > 0
                        ? Percentiles.carried(new double[] {percentile}, samples).length > 0
                        : Arrays.binarySearch(Percentiles.of(samples), percentile) >= 0;
                row.add(served && carried ? number(latency.getValueAtPercentile(percentile) / 1e3) : "");
            }
            row.add(served ? number(latency.getMaxValue() / 1e3) : "");
            row.add(remark(cell));
            rows.add(row);
        }
        return rows;
    }

    private String remark(Cell cell) {
        StringJoiner remarks = new StringJoiner("; ");
        long failed = cell.errors().values().stream().mapToLong(Long::longValue).sum();
        cell.errors()
                .forEach((kind, count) ->
                        remarks.add(count + " of " + (cell.operations() + failed) + " failed: " + kind));
        if (!cell.steady()) {
            remarks.add("not steady after its warm-up");
        }
        if (preflight.trust() == Preflight.Trust.BAD) {
            remarks.add("not to be trusted: see above");
        }
        return remarks.toString();
    }

    JsonNode json() {
        ObjectNode document = MAPPER.createObjectNode().put("schema", SCHEMA);
        ObjectNode facts = document.putObject("machine");
        machine.forEach(facts::put);
        document.put("trust", preflight.trust().name().toLowerCase(Locale.ROOT));
        document.put("command", options.command == null ? "" : options.command)
                .put("rate", options.rate.toString())
                .put("unit", "ns");
        ArrayNode nodes = document.putArray("cells");
        cells.forEach(cell -> cell(nodes.addObject(), cell));
        return document;
    }

    private void cell(ObjectNode node, Cell cell) {
        boolean served = cell.served(options.errors);
        node.put("id", cell.id())
                .put("device", cell.device())
                .put("threads", cell.threads())
                .put("request", cell.request())
                .put("served", served)
                .put("steady", cell.steady())
                .put("operations", cell.operations());
        ObjectNode errors = node.putObject("errors");
        cell.errors().forEach(errors::put);
        if (!served) {
            return;
        }
        interval(node.putObject("perSecond"), cell.perSecond());
        interval(node.putObject("median"), cell.median());
        ArrayNode medians = node.putArray("medians");
        for (double median : cell.medians()) {
            medians.add(median);
        }
        percentiles(node.putObject("latency"), cell.latency());
        percentiles(node.putObject("service"), cell.service());
        ArrayNode series = node.putArray("series");
        for (int process = 0; process < cell.processes().size(); process++) {
            for (var slice : cell.processes().get(process).series()) {
                ObjectNode of = series.addObject()
                        .put("process", process)
                        .put("start", slice.start().toNanos() / 1e9)
                        .put("operations", slice.latency().getTotalCount());
                percentiles(of, slice.latency());
            }
        }
    }

    private void percentiles(ObjectNode node, Histogram histogram) {
        long samples = histogram.getTotalCount();
        double[] wanted = options.percentiles.length > 0
                ? Percentiles.carried(options.percentiles, samples)
                : Percentiles.of(samples);
        for (double percentile : wanted) {
            node.put(percentile(percentile), histogram.getValueAtPercentile(percentile));
        }
        node.put("highest", histogram.getMaxValue());
    }

    private static void interval(ObjectNode node, Interval interval) {
        node.put("value", interval.estimate());
        if (interval.isBounded()) {
            node.put("low", interval.low()).put("high", interval.high());
        }
    }

    static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The median latency of each combination beside an earlier one's. */
    static String against(JsonNode before, JsonNode after) {
        StringBuilder text = new StringBuilder("Against the earlier results: median latency\n");
        for (String difference : Facts.differences(facts(before), facts(after))) {
            text.append("warning: another machine: ").append(difference).append('\n');
        }
        boolean trusted = !before.path("trust").asText().equals("bad")
                && !after.path("trust").asText().equals("bad");
        Map<JsonNode, JsonNode> pairs = new LinkedHashMap<>();
        for (JsonNode cell : after.path("cells")) {
            for (JsonNode old : before.path("cells")) {
                if (old.path("id").equals(cell.path("id")) && old.has("medians") && cell.has("medians")) {
                    pairs.put(cell, old);
                }
            }
        }
        pairs.forEach((cell, old) -> {
            Difference difference =
                    Difference.of(doubles(old.path("medians")), doubles(cell.path("medians")), pairs.size());
            text.append(String.format(
                    Locale.ROOT,
                    "  %-40s x %.3f %s  %s%n",
                    cell.path("id").asText(),
                    difference.ratio().estimate(),
                    ends(difference.ratio()),
                    trusted ? difference.kind().words() : "cannot tell (the machine was busy)"));
        });
        return text.toString();
    }

    private static Map<String, String> facts(JsonNode document) {
        Map<String, String> facts = new LinkedHashMap<>();
        document.path("machine")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return facts;
    }

    private static double[] doubles(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** 99, 99.9: no more digits than there are. */
    private static String percentile(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, value < 100 ? "%.4g" : "%.1f", value)
                        .replaceFirst("\\.0+$", "");
    }

    private static String ends(Interval interval) {
        return interval.isBounded()
                ? String.format(
                        Locale.ROOT,
                        interval.estimate() < 10 ? "%.3f..%.3f" : "%.0f..%.0f",
                        interval.low(),
                        interval.high())
                : "";
    }
}
