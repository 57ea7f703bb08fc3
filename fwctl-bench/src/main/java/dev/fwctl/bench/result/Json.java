// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.harness.stats.Interval;
import dev.fwctl.harness.stats.Percentiles;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The results as JSON, schema {@value #SCHEMA}. Times are in nanoseconds; an interval is an object of {@code value}, and of
 * {@code low} and {@code high} if it has ends. {@code fwctl-bench/results/README.md} describes the document.
 */
public final class Json {
    public static final String SCHEMA = "fwctl-compare-2";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    public static String text(JsonNode document) {
        try {
            return MAPPER.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode of(Results results) {
        ObjectNode document = MAPPER.createObjectNode().put("schema", SCHEMA);
        ObjectNode machine = document.putObject("machine");
        results.machine.forEach(machine::put);
        ArrayNode preflight = document.putArray("preflight");
        results.preflight
                .checks()
                .forEach(check -> preflight
                        .addObject()
                        .put("name", check.name())
                        .put("value", check.value())
                        .put("trust", check.trust().name().toLowerCase(Locale.ROOT))
                        .put("words", check.words()));
        ObjectNode shares = document.putObject("meanwhile");
        results.shares.forEach((family, share) -> shares.putObject(family.id())
                .put("otherProcessors", rounded(share.others()))
                .put("steal", rounded(share.steal())));
        ArrayNode groups = document.putArray("groups");
        results.groups.forEach((key, group) -> {
            ObjectNode node = groups.addObject()
                    .put("id", key.id())
                    .put("title", key.title())
                    .put("unit", "ns");
            ArrayNode rows = node.putArray("rows");
            group.rows().forEach(row -> row(rows.addObject(), row));
        });
        Group rpc = results.groups.get(Key.of(Key.Family.RPC));
        if (rpc != null) {
            ArrayNode split = document.putArray("split");
            Split.of(rpc)
                    .forEach(part ->
                            interval(split.addObject().put("part", part.name()).putObject("ns"), part.ns()));
        }
        ArrayNode latency = document.putArray("latency");
        results.latency.forEach((path, histogram) -> latency(
                latency.addObject().put("path", path), histogram, results.clocks.getOrDefault(path, Double.NaN)));
        goals(document.putArray("goals"), results.goals());
        ArrayNode notes = document.putArray("notes");
        results.notes.forEach(notes::add);
        return document;
    }

    private static void row(ObjectNode node, Row row) {
        node.put("path", row.path());
        interval(node.putObject("ns"), row.ns());
        interval(node.putObject("ratio"), row.ratio());
        if (!Double.isNaN(row.bytes())) {
            node.put("bytes", row.bytes() < 0.05 ? 0 : rounded(row.bytes()));
        }
        ArrayNode processes = node.putArray("processes");
        if (row.hasFigure()) {
            for (double ns : row.processes()) {
                processes.add(rounded(ns));
            }
        }
        node.put("operations", row.operations());
        ObjectNode errors = node.putObject("errors");
        row.errors().forEach(errors::put);
        node.put("steady", row.steady());
    }

    private static void latency(ObjectNode node, Histogram histogram, double clock) {
        node.put("samples", histogram.getTotalCount());
        if (!Double.isNaN(clock)) {
            node.put("clock", rounded(clock));
        }
        ObjectNode percentiles = node.putObject("percentiles");
        for (double percentile : Percentiles.of(histogram.getTotalCount())) {
            percentiles.put(number(percentile), histogram.getValueAtPercentile(percentile));
        }
        node.put("highest", histogram.getMaxValue());
    }

    private static void goals(ArrayNode nodes, List<Goal> goals) {
        for (Goal goal : goals) {
            ObjectNode node = nodes.addObject().put("name", goal.name());
            interval(node.putObject("value"), goal.value());
            node.put("atMost", goal.atMost())
                    .put("verdict", goal.verdict().name().toLowerCase(Locale.ROOT));
            ArrayNode doubts = node.putArray("doubts");
            goal.doubts().forEach(doubts::add);
        }
    }

    static void interval(ObjectNode node, Interval interval) {
        if (!Double.isNaN(interval.estimate())) {
            node.put("value", rounded(interval.estimate()));
            if (interval.isBounded()) {
                node.put("low", rounded(interval.low())).put("high", rounded(interval.high()));
            }
        }
    }

    /** What {@link #interval} wrote. */
    public static Interval interval(JsonNode node) {
        if (!node.has("value")) {
            return Interval.NONE;
        }
        double value = node.path("value").asDouble();
        return node.has("low")
                ? new Interval(
                        value, node.path("low").asDouble(), node.path("high").asDouble())
                : Interval.unknown(value);
    }

    /** 99, 99.9: no more digits than there are. */
    public static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Five digits: no measurement has more. */
    static double rounded(double value) {
        return value == 0 || !Double.isFinite(value)
                ? value
                : new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(5))
                        .doubleValue();
    }
}
