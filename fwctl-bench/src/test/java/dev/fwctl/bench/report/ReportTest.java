// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fwctl.bench.result.Group;
import dev.fwctl.bench.result.Json;
import dev.fwctl.bench.result.Key;
import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Turns;
import dev.fwctl.harness.machine.ProcessorTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
    /** Five processes of some rivals, which differ by half a per cent; the last of them takes twenty times as long. */
    static Results results(double raw) {
        return results(raw, 1);
    }

    /** On a machine that is so many times as slow. */
    private static Results results(double raw, double weather) {
        Results results = new Results();
        results.machine.put("kernel", "Linux 7.3");
        Group group = new Group(0);
        for (int process = 0; process < 5; process++) {
            List<Turns> set = new ArrayList<>();
            for (var rival : Map.of("c", 100.0, "jna-direct", 200.0, "raw-rpc", raw, "jna-structure", 4000.0)
                    .entrySet()) {
                double[] rounds = new double[10];
                double luck = rival.getKey().equals("raw-rpc") ? process - 2 : (process * 3) % 5 - 2;
                Arrays.fill(rounds, rival.getValue() * weather * (1 + luck / 400));
                set.add(new Turns(rival.getKey(), rounds, 32, 500, Map.of(), true));
            }
            set.sort(java.util.Comparator.comparing(Turns::path));
            group.add(set);
        }
        results.groups.put(Key.of(Family.RPC), group);
        Histogram latency = new Histogram(3);
        latency.recordValueWithCount(200, 9_990);
        latency.recordValueWithCount(5000, 10);
        results.latency.put("raw-rpc", latency);
        results.clocks.put("raw-rpc", 21.5);
        results.notes.add("no <ffm> here");
        return results;
    }

    /** Of the library. What others made has nothing beside it that would tell it from the machine. */
    @Test
    void twoRunsOfOneCommitAreTheSame() {
        String said = Baseline.of(Json.of(results(204)), Json.of(results(204.4)));
        assertTrue(said.contains("{CANNOT_TELL=3, SAME=1}"), said);
        assertTrue(said.matches("(?s).*rpc raw-rpc +204\\.0 +204\\.4 +jna-direct +1\\.002 .*same.*"), said);
    }

    @Test
    void aSlowdownOfFivePerCentIsFound() {
        String said = Baseline.of(Json.of(results(204)), Json.of(results(204 * 1.05)));
        assertTrue(said.matches("(?s).*rpc raw-rpc .*1\\.050.*slower.*"), said);
        assertTrue(said.contains("{CANNOT_TELL=3, SLOWER=1}"), said);
    }

    /** The same program on a machine that takes longer for everything is not slower, and 5 per cent are found there too. */
    @Test
    void whatTheMachineDidIsNoDifference() {
        String same = Baseline.of(Json.of(results(204)), Json.of(results(204.4, 1.136)));
        assertTrue(same.contains("{CANNOT_TELL=3, SAME=1}"), same);
        String slower = Baseline.of(Json.of(results(204)), Json.of(results(204 * 1.05, 0.95)));
        assertTrue(slower.contains("{CANNOT_TELL=3, SLOWER=1}"), slower);
    }

    /** Never a wrong verdict on a busy machine: none at all. */
    @Test
    void onABusyMachineNothingIsTold() {
        Results busy = results(204 * 1.5);
        busy.shares.put(Family.RPC, new ProcessorTime.Share(2.0, 0));
        String said = Baseline.of(Json.of(results(204)), Json.of(busy));
        assertTrue(said.contains("{CANNOT_TELL=4}"), said);
    }

    @Test
    void anotherMachineIsSaid() {
        Results other = results(204);
        other.machine.put("kernel", "Linux 6.18");
        assertTrue(Baseline.of(Json.of(results(204)), Json.of(other)).contains("warning: another machine: kernel"));
    }

    @Test
    void jsonHasIntervalsUnitsAndCounts() {
        JsonNode document = Json.of(results(204));
        assertEquals("fwctl-compare-2", document.path("schema").asText());
        JsonNode group = document.path("groups").get(0);
        assertEquals("ns", group.path("unit").asText());
        JsonNode row = group.path("rows").get(3);
        assertEquals("raw-rpc", row.path("path").asText());
        assertEquals(2500, row.path("operations").asInt());
        assertEquals(5, row.path("processes").size());
        assertTrue(row.path("ns").path("low").asDouble() < 204
                && row.path("ns").path("high").asDouble() > 204);
        assertEquals(
                List.of("50", "90", "95", "99"),
                document.path("latency").get(0).path("percentiles").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList(),
                "10 samples of 10000 carry no 99.9 %");
    }

    @Test
    void tablesSayHowMuchTheyKnow() {
        String table = Table.of(results(204));
        assertTrue(table.contains("5 processes each") && table.contains("99 %") && !table.contains("99.9 %"), table);
        String markdown = Table.markdown(results(204));
        assertTrue(markdown.contains("| raw-rpc | 204.0 | 203..205 |"), markdown);
    }

    /** With all that a whole run has, of as many rivals. */
    @Test
    void aWholeRunIsLessThanAMegabyte() {
        Results all = results(204);
        List<String> rivals = List.of("c", "jna-direct", "ffm", "raw-rpc", "raw-rpc-ffm", "typed-call");
        for (int number : new int[] {1, 2, 4, 8, 16, 32}) {
            all.groups.put(new Key(Family.THREADS, "one", number), group(rivals, 1000.0 / number));
            all.groups.put(new Key(Family.THREADS, "each", number), group(rivals, 700.0 / number));
            all.groups.put(Key.of(Family.PAYLOAD, 64 << number / 2), group(rivals, 200.0 + number));
            all.groups.put(Key.of(Family.DISCOVERY, number * 100), group(rivals, 6e6 * number));
        }
        for (String rival : rivals) {
            Histogram latency = new Histogram(3);
            for (int i = 0; i < 10_000_000; i += 1000) {
                latency.recordValueWithCount(200 + i / 1_000, 1000);
            }
            all.latency.put(rival, latency);
        }
        int length = Report.of(all).length();
        assertTrue(length < 1_000_000, length + " bytes");
    }

    private static Group group(List<String> rivals, double ns) {
        Group group = new Group(0);
        for (int process = 0; process < 3; process++) {
            List<Turns> set = new ArrayList<>();
            for (String rival : rivals) {
                double[] rounds = new double[10];
                Arrays.fill(rounds, ns * (1 + process / 100.0) * (1 + rivals.indexOf(rival) / 7.0));
                set.add(new Turns(rival, rounds, 32, 500, Map.of(), true));
            }
            group.add(set);
        }
        return group;
    }

    @Test
    void noOutlierFlattensTheRest() {
        String page = Report.of(results(204));
        assertTrue(page.contains("no &lt;ffm&gt; here"));
        assertTrue(page.contains("(cut)"), "a bar twenty times as long as the others");
        assertTrue(page.contains("class=\"error\""), "no error bars");
        assertTrue(page.indexOf("Linux 7.3") < page.indexOf("<h2>Goals"), "facts come first");
    }

    @Test
    void aRivalHasOneColour() {
        assertEquals(Palette.of("decode-bit-fields"), Palette.of("encode-bit-fields"));
        assertEquals(Palette.of("raw-rpc"), Palette.of("raw-rpc@25"));
    }
}
