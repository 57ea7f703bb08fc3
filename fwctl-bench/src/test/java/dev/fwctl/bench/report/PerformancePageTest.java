// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.bench.result.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    /** Who changes results, or a table by hand, runs {@code fwctl-bench/performance}. */
    @Test
    void thePageSaysWhatTheResultsSay() throws IOException {
        for (String name : List.of("performance.md", "audit-log.md")) {
            String page = Files.readString(Path.of("../docs", name));
            assertEquals(PerformancePage.filled(page, Path.of("results")), page, "run fwctl-bench/performance");
        }
    }

    @Test
    void blocksAreFilledFromResults(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("kept.json"), Json.text(Json.of(ReportTest.results(204))));
        Files.writeString(folder.resolve("jmh.json"), """
                {"benchmarks": [
                {"benchmark": "A.x", "forks": 2, "catalog": "one", "score": 1.5, "error": 0.25, "unit": "ms/op", "kib": 7},
                {"benchmark": "A.x", "forks": 2, "catalog": "two", "score": 2.5, "error": null, "unit": "ms/op", "kib": 8},
                {"benchmark": "AB.x", "forks": 2, "catalog": "three", "score": 3.5, "error": 1, "unit": "ms/op", "kib": 9}
                ]}""");
        String page = """
                before
                <!-- from jmh.json: A -->
                <!-- end -->
                <!-- from kept.json: rpc -->
                old
                <!-- end -->
                between
                <!-- from kept.json: latency -->
                <!-- end -->
                <!-- from kept.json: decode -->
                <!-- end -->
                <!-- from none.json: goals -->
                <!-- end -->
                after
                """;
        String filled = PerformancePage.filled(page, folder);
        assertTrue(filled.contains("| raw-rpc | 204.0 | 203..205 | 2.040 |"), filled);
        assertTrue(filled.contains("| raw-rpc | 10000 | 21.5 |"), filled);
        assertTrue(filled.contains("| catalog | score | kib |"), filled);
        assertTrue(filled.contains("| one | 1.5 ± 0.25 ms/op | 7 |"), filled);
        assertTrue(!filled.contains("three"), filled);
        assertTrue(!filled.contains("old"), filled);
        assertEquals(2, filled.split("Not measured yet", -1).length - 1, filled);
        assertEquals(filled, PerformancePage.filled(filled, folder), "a second time changes nothing");
    }
}
