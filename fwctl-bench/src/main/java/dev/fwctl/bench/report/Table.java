// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as plain text. */
public final class Table {
    private final StringBuilder text = new StringBuilder();

    private Table() {}

    public static String of(Results results) {
        Table table = new Table();
        results.machine.forEach((name, value) -> table.line("%-14s %s", name, value));
        table.rows("RPC", "ns/op", 1, results.rpc);
        table.latency(results.latency);
        table.threads(results.threads);
        results.payload.forEach((bytes, rows) -> table.rows("RPC with " + bytes + " B out and in", "ns/op", 1, rows));
        table.rows("Decode a register", "ns/op", 1, results.decode);
        table.rows("Encode a register", "ns/op", 1, results.encode);
        results.discovery.forEach((nodes, rows) -> table.rows("List " + nodes + " nodes", "us/op", 1e3, rows));
        table.rows("Start of a JVM to its end", "ms", 1e6, results.start);
        table.goals(results.goals());
        if (!results.notes.isEmpty()) {
            table.line("");
            results.notes.forEach(note -> table.line("note: %s", note));
        }
        return table.text.toString();
    }

    private void rows(String title, String unit, double scale, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line("%-32s %12s  x %-14s %8s", title, unit, rows.get(0).path(), "B/op");
        for (Row row : rows) {
            line(
                    "  %-30s %12.1f  %-16.2f %8s",
                    row.path(), row.ns() / scale, row.ratio(), Double.isNaN(row.bytes()) ? "" : bytes(row.bytes()));
        }
    }

    public static String bytes(double bytes) {
        return String.format(Locale.ROOT, bytes < 0.05 ? "0" : "%.1f", bytes);
    }

    private void latency(Map<String, long[]> latency) {
        if (latency.isEmpty()) {
            return;
        }
        line("");
        line("%-24s %9s %9s %9s %9s %9s %11s", "Latency, ns", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "highest");
        latency.forEach((path, ns) ->
                line("  %-22s %9d %9d %9d %9d %9d %11d", path, ns[500], ns[900], ns[990], ns[999], ns[1001], ns[1002]));
    }

    private void threads(Map<Integer, Map<String, Double>> threads) {
        if (threads.isEmpty()) {
            return;
        }
        line("");
        StringBuilder head = new StringBuilder();
        threads.values()
                .iterator()
                .next()
                .keySet()
                .forEach(path -> head.append(String.format(Locale.ROOT, "%14s", path)));
        line("%-24s%s", "Threads, 1000 RPC/s", head);
        threads.forEach((count, speeds) -> {
            StringBuilder cells = new StringBuilder();
            speeds.values().forEach(speed -> cells.append(String.format(Locale.ROOT, "%14.0f", speed / 1e3)));
            line("  %-22d%s", count, cells);
        });
    }

    private void goals(List<Results.Goal> goals) {
        if (goals.isEmpty()) {
            return;
        }
        line("");
        line("%-62s %8s %9s", "Goals", "measured", "at most");
        goals.forEach(goal -> line(
                "  %-60s %8.2f %9.2f  %s", goal.name(), goal.value(), goal.atMost(), goal.met() ? "met" : "MISSED"));
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
