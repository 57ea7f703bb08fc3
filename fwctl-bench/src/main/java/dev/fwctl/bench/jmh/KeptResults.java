// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fwctl.harness.machine.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of JMH's JSON that is worth keeping: for each benchmark its parameters, its score and error, percentiles
 * where single calls were sampled, and what profilers counted; and the facts of the machine, which JMH leaves out. Raw
 * data and histograms, megabytes of them, are left behind.
 */
final class KeptResults {
    private static final List<String> PERCENTILES = List.of("50.0", "90.0", "99.0", "99.9", "99.99", "100.0");

    private KeptResults() {}

    /** {@code KeptResults FROM TO}: {@code fwctl-bench/jmh --keep} calls it. */
    public static void main(String[] args) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("machine", Facts.here());
        List<Object> benchmarks = new ArrayList<>();
        for (JsonNode benchmark : mapper.readTree(Path.of(args[0]).toFile())) {
            benchmarks.add(kept(benchmark));
        }
        document.put("benchmarks", benchmarks);
        mapper.writeValue(Path.of(args[1]).toFile(), document);
    }

    static Map<String, @Nullable Object> kept(JsonNode benchmark) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        String[] name = benchmark.path("benchmark").asText().split("\\.");
        kept.put("benchmark", name[name.length - 2] + "." + name[name.length - 1]);
        kept.put("mode", benchmark.path("mode").asText());
        kept.put("threads", benchmark.path("threads").asInt());
        kept.put("forks", benchmark.path("forks").asInt());
        benchmark
                .path("params")
                .properties()
                .forEach(parameter ->
                        kept.put(parameter.getKey(), parameter.getValue().asText()));
        JsonNode metric = benchmark.path("primaryMetric");
        kept.put("score", rounded(metric.path("score")));
        kept.put("error", rounded(metric.path("scoreError")));
        kept.put("unit", metric.path("scoreUnit").asText());
        if (benchmark.path("mode").asText().equals("sample")) {
            for (String percentile : PERCENTILES) {
                kept.put(
                        "p" + percentile,
                        rounded(metric.path("scorePercentiles").path(percentile)));
            }
        }
        // What a benchmark counts itself is added up over its iterations.
        int iterations = benchmark.path("forks").asInt()
                * benchmark.path("measurementIterations").asInt();
        benchmark.path("secondaryMetrics").properties().forEach(metrics -> {
            String counted = metrics.getKey().replaceFirst("^\\W+", ""); // JMH marks its profilers' with a dot
            JsonNode score = metrics.getValue().path("score");
            if (counted.equals("gc.alloc.rate.norm")) {
                kept.put(counted, rounded(score));
            } else if (!counted.startsWith("gc.")) {
                kept.put(counted, Math.round(score.asDouble() / iterations));
            }
        });
        return kept;
    }

    /** Three digits behind the point; null where there is no number, as JMH's error of a single fork. */
    private static @Nullable Double rounded(JsonNode number) {
        return number.isNumber() ? Math.round(number.asDouble() * 1000) / 1000.0 : null;
    }
}
