// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results as JSON; {@code rows} are the ways to make one RPC. */
public final class Json {
    private Json() {}

    public static String of(Results results) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", results.machine);
        document.put("rows", rows(results.rpc));
        Map<String, Object> latency = new LinkedHashMap<>();
        results.latency.forEach((path, ns) -> latency.put(path, latency(ns)));
        document.put("latency", latency);
        document.put("threads", results.threads);
        document.put("payload", byNumber(results.payload));
        document.put("decode", rows(results.decode));
        document.put("encode", rows(results.encode));
        document.put("discovery", byNumber(results.discovery));
        document.put("start", rows(results.start));
        document.put(
                "goals",
                results.goals().stream()
                        .map(goal -> Map.of(
                                "name", goal.name(), "value", goal.value(), "atMost", goal.atMost(), "met", goal.met()))
                        .toList());
        document.put("notes", results.notes);
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Integer, Object> byNumber(Map<Integer, List<Row>> groups) {
        Map<Integer, Object> result = new LinkedHashMap<>();
        groups.forEach((number, rows) -> result.put(number, rows(rows)));
        return result;
    }

    private static List<Map<String, Object>> rows(List<Row> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("path", row.path());
                    fields.put("ns", rounded(row.ns()));
                    fields.put("ratio", rounded(row.ratio()));
                    if (!Double.isNaN(row.bytes())) {
                        fields.put("bytes", row.bytes() < 0.05 ? 0 : rounded(row.bytes()));
                    }
                    return fields;
                })
                .toList();
    }

    private static Map<String, Long> latency(long[] ns) {
        Map<String, Long> percentiles = new LinkedHashMap<>();
        percentiles.put("50", ns[500]);
        percentiles.put("90", ns[900]);
        percentiles.put("99", ns[990]);
        percentiles.put("99.9", ns[999]);
        percentiles.put("99.99", ns[1001]);
        percentiles.put("100", ns[1002]);
        return percentiles;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
