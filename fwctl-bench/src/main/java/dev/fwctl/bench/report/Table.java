// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import dev.fwctl.bench.result.Goal;
import dev.fwctl.bench.result.Group;
import dev.fwctl.bench.result.Json;
import dev.fwctl.bench.result.Key;
import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Row;
import dev.fwctl.bench.result.Split;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.harness.machine.Preflight;
import dev.fwctl.harness.stats.Interval;
import dev.fwctl.harness.stats.Percentiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The results as tables: of plain text, or of Markdown. */
public final class Table {
    private final List<String> titles = new ArrayList<>();
    private final List<List<List<String>>> tables = new ArrayList<>();

    private Table() {}

    public static String of(Results results) {
        StringBuilder text = new StringBuilder();
        results.machine.forEach((name, value) -> text.append(line("%-14s %s", name, value)));
        text.append(preflight(results.preflight));
        Table tables = tables(results);
        for (int i = 0; i < tables.titles.size(); i++) {
            text.append('\n').append(tables.titles.get(i)).append('\n').append(plain(tables.tables.get(i)));
        }
        return text.append(notes(results, "note: ")).toString();
    }

    public static String markdown(Results results) {
        StringBuilder text = new StringBuilder();
        results.machine.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        Table tables = tables(results);
        for (int i = 0; i < tables.titles.size(); i++) {
            List<List<String>> table = tables.tables.get(i);
            text.append("\n### ").append(tables.titles.get(i)).append("\n\n").append(marked(table.get(0)));
            text.append("|---".repeat(table.get(0).size())).append("|\n");
            table.subList(1, table.size()).forEach(row -> text.append(marked(row)));
        }
        return text.append(notes(results, "- ")).toString();
    }

    /** The machine, judged, one line for each check. */
    public static String preflight(Preflight preflight) {
        return preflight.checks().stream()
                .map(check -> line(
                        "%-14s %-9s %s%s",
                        check.name(),
                        check.trust().name().toLowerCase(Locale.ROOT),
                        check.value(),
                        check.words().isEmpty() ? "" : ": " + check.words()))
                .collect(Collectors.joining());
    }

    private static String notes(Results results, String before) {
        return results.notes.isEmpty()
                ? ""
                : results.notes.stream().map(note -> before + note + "\n").collect(Collectors.joining("", "\n", ""));
    }

    private static Table tables(Results results) {
        Table table = new Table();
        results.groups.forEach((key, group) -> {
            if (key.family() != Family.THREADS) {
                table.rows(key.title(), key.family(), group);
            }
        });
        table.split(results);
        table.latency(results);
        table.threads(results);
        table.goals(results.goals());
        return table;
    }

    private void rows(String title, Family family, Group group) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", family.unit(), "95 %", "x " + group.paths().get(0), "95 %", "B/op", ""));
        for (Row row : group.rows()) {
            rows.add(List.of(
                    row.path(),
                    number(row.ns().estimate() / family.scale()),
                    ends(row.ns().times(1 / family.scale())),
                    ratio(row.ratio().estimate()),
                    ends(row.ratio()),
                    Double.isNaN(row.bytes()) ? "" : bytes(row.bytes()),
                    remark(row)));
        }
        add(title + ", " + group.processes() + " processes each", rows);
    }

    /** Why a row has no figure, or one that is not to be trusted. */
    static String remark(Row row) {
        List<String> remarks = new ArrayList<>();
        row.errors()
                .forEach((kind, count) ->
                        remarks.add(count + " of " + row.operations() + " failed: " + Outcomes.words(kind)));
        if (!row.steady()) {
            remarks.add("not steady");
        }
        return String.join("; ", remarks);
    }

    /** Of each JDK's rivals together it would say nothing. */
    private void split(Results results) {
        Group group = results.groups.get(Key.of(Family.RPC));
        if (group == null || group.paths().stream().anyMatch(path -> path.contains("@"))) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "ns", "95 %", ""));
        Split.of(group)
                .forEach(part -> rows.add(List.of(
                        part.name(),
                        number(part.ns().estimate()),
                        part.ns().isBounded()
                                ? String.format(
                                        Locale.ROOT,
                                        "%.0f..%.0f",
                                        part.ns().low(),
                                        part.ns().high())
                                : "",
                        part.ns().low() <= 0 && part.ns().high() >= 0 ? "may be nothing" : "")));
        add("Where the time of one RPC goes, told from what one rival takes more than another", rows);
    }

    private void latency(Results results) {
        if (results.latency.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        double[] deepest = {};
        for (Histogram histogram : results.latency.values()) {
            double[] carried = Percentiles.of(histogram.getTotalCount());
            deepest = carried.length > deepest.length ? carried : deepest;
        }
        List<String> head = new ArrayList<>(List.of("ns, the clock included", "samples", "clock"));
        for (double percentile : deepest) {
            head.add(Json.number(percentile) + " %");
        }
        rows.add(head);
        for (var entry : results.latency.entrySet()) {
            Histogram histogram = entry.getValue();
            List<String> row = new ArrayList<>(List.of(
                    entry.getKey(),
                    Long.toString(histogram.getTotalCount()),
                    number(results.clocks.getOrDefault(entry.getKey(), Double.NaN))));
            for (double percentile : Percentiles.of(histogram.getTotalCount())) {
                row.add(Long.toString(histogram.getValueAtPercentile(percentile)));
            }
            row.addAll(Collections.nCopies(head.size() - row.size(), ""));
            rows.add(row);
        }
        add("Latency of single RPCs; percentiles that at least 100 samples lie beyond", rows);
    }

    private void threads(Results results) {
        for (String shape : List.of("one", "each")) {
            List<List<String>> rows = new ArrayList<>();
            results.groups.forEach((key, group) -> {
                if (key.family() == Family.THREADS && key.shape().equals(shape)) {
                    if (rows.isEmpty()) {
                        List<String> head = new ArrayList<>(List.of("threads"));
                        head.addAll(group.paths());
                        rows.add(head);
                    }
                    List<String> row = new ArrayList<>(List.of(Integer.toString(key.number())));
                    group.rows()
                            .forEach(cell -> row.add(number(1e6 / cell.ns().estimate()) + " "
                                    + ends(cell.ns().times(1e-6).reciprocal())));
                    rows.add(row);
                }
            });
            if (!rows.isEmpty()) {
                add(
                        "1000 RPC/s by threads, "
                                + (shape.equals("one") ? "on one open file" : "an open file for each thread"),
                        rows);
            }
        }
    }

    private void goals(List<Goal> goals) {
        if (goals.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "measured", "95 %", "at most", ""));
        goals.forEach(goal -> rows.add(List.of(
                goal.name(), ratio(goal.value().estimate()), ends(goal.value()), ratio(goal.atMost()), goal.words())));
        add("Goals", rows);
    }

    private void add(String title, List<List<String>> rows) {
        titles.add(title);
        tables.add(rows);
    }

    private static String plain(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                boolean left = i == 0 || i == columns - 1 && rows.get(0).get(i).isEmpty();
                line.append(String.format(
                        Locale.ROOT, "%" + (left ? "-" : "") + Math.max(1, widths[i]) + "s  ", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String marked(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static String bytes(double bytes) {
        return String.format(Locale.ROOT, bytes < 0.05 ? "0" : "%.1f", bytes);
    }

    static String number(double value) {
        return Double.isNaN(value)
                ? "-"
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%.0f", value);
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** An interval's ends; nothing where it has none, or no width. */
    static String ends(Interval interval) {
        return !interval.isBounded() || interval.low() == interval.high()
                ? ""
                : String.format(
                        Locale.ROOT,
                        interval.estimate() < 10 ? "%.3f..%.3f" : "%.0f..%.0f",
                        interval.low(),
                        interval.high());
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments).stripTrailing() + "\n";
    }
}
