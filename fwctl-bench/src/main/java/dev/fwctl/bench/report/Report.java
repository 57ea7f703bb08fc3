// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import dev.fwctl.bench.result.Goal;
import dev.fwctl.bench.result.Group;
import dev.fwctl.bench.result.Key;
import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Row;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One self-contained HTML page: the facts of the machine, the goals, the plots, the tables. */
public final class Report {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>fwctl for Java beside C, JNA and java.lang.foreign</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; color: #22262c; background: #f6f7f9; margin: 0; }
            main { max-width: 1580px; margin: 0 auto; padding: 24px; }
            h1 { font-size: 24px; margin: 0 0 4px; }
            h2 { font-size: 18px; margin: 32px 0 8px; }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 560px), 1fr)); gap: 16px; }
            figure { margin: 0; background: #fff; border: 1px solid #e1e4e8; border-radius: 6px; padding: 8px; }
            figure img { width: 100%; height: auto; display: block; }
            table { border-collapse: collapse; background: #fff; }
            td, th { border: 1px solid #e1e4e8; padding: 4px 12px; text-align: left; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            .met, .good { color: #1a7f4b; } .missed, .bad { color: #b3261e; font-weight: 600; }
            .undecided, .doubtful { color: #8a5a00; }
            figure svg { width: 100%; height: auto; display: block; font: 13px system-ui, sans-serif; fill: #22262c; }
            figure svg .title { font-weight: 600; font-size: 15px; } .error { stroke: #111; stroke-width: 1.4; fill: none; }
            pre { background: #fff; border: 1px solid #e1e4e8; border-radius: 6px; padding: 12px; overflow-x: auto;
                  white-space: pre-wrap; font-size: 13px; line-height: 1.35; }
            </style>
            </head>
            <body><main>
            """;

    /** Each group of these has a plot of its own. */
    private static final Set<Family> SHOWN_AS_TIMES =
            Set.of(Family.RPC, Family.DECODE, Family.ENCODE, Family.START, Family.GOALS);

    private final StringBuilder html = new StringBuilder(HEAD);

    private Report() {}

    public static String of(Results results) {
        Report report = new Report();
        report.html.append("<h1>fwctl for Java beside C, JNA and java.lang.foreign</h1>\n");
        report.facts(results);
        report.goals(results);
        report.html.append("<h2>Plots</h2>\n<p>Lines over the ends of bars and through points are 95 % intervals over"
                + " processes.</p>\n<div class=\"plots\">\n");
        report.bars(results);
        report.plots(results);
        report.html
                .append("</div>\n<h2>All numbers</h2>\n<pre>")
                .append(escape(Table.of(results)))
                .append("</pre>\n</main></body></html>\n");
        return report.html.toString();
    }

    private void facts(Results results) {
        html.append("<table>\n");
        results.machine.forEach((name, value) ->
                html.append("<tr><th>" + escape(name) + "</th><td colspan=\"2\">" + escape(value) + "</td></tr>\n"));
        results.preflight
                .checks()
                .forEach(check -> html.append("<tr><th>" + escape(check.name()) + "</th><td>" + escape(check.value())
                        + "</td><td class=\"" + check.trust().name().toLowerCase(Locale.ROOT) + "\">"
                        + escape(check.words().isEmpty() ? "good" : check.words()) + "</td></tr>\n"));
        html.append("</table>\n");
    }

    private void goals(Results results) {
        if (results.goals().isEmpty()) {
            return;
        }
        html.append(
                "<h2>Goals</h2>\n<table><tr><th>goal</th><th>measured</th><th>95 %</th><th>at most</th><th></th></tr>\n");
        for (Goal goal : results.goals()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td class=\"number\">%.3f</td><td class=\"number\">%s</td>"
                            + "<td class=\"number\">%.2f</td><td class=\"%s\">%s</td></tr>%n",
                    escape(goal.name()),
                    goal.value().estimate(),
                    Table.ends(goal.value()),
                    goal.atMost(),
                    goal.verdict().name().toLowerCase(Locale.ROOT),
                    escape(goal.words())));
        }
        html.append("</table>\n");
    }

    private void bars(Results results) {
        results.groups.forEach((key, group) -> {
            Family family = key.family();
            if (family == Family.RPC) {
                bar(Bars.svg("One RPC", "times " + group.paths().get(0), group.rows(), Row::ratio));
            }
            if (SHOWN_AS_TIMES.contains(family)) {
                bar(Bars.svg(
                        key.title(),
                        family.unit(),
                        group.rows(),
                        row -> row.ns().times(1 / family.scale())));
            }
        });
    }

    private void bar(String svg) {
        html.append("<figure>").append(svg).append("</figure>\n");
    }

    private void plots(Results results) {
        if (!results.latency.isEmpty()) {
            figure("Latency distribution", Plots.latency(results.latency));
        }
        for (String shape : List.of("one", "each")) {
            Map<Key, Group> threads = Plots.of(results.groups, Family.THREADS, shape);
            if (!threads.isEmpty()) {
                String title =
                        "Throughput by threads, " + (shape.equals("one") ? "one open file" : "an open file each");
                figure(title, Plots.threads(threads, title));
            }
        }
        Map<Key, Group> payload = Plots.of(results.groups, Family.PAYLOAD, "");
        if (!payload.isEmpty()) {
            figure("Throughput by payload", Plots.payload(payload));
        }
        Map<Key, Group> discovery = Plots.of(results.groups, Family.DISCOVERY, "");
        if (!discovery.isEmpty()) {
            figure("Discovery", Plots.discovery(discovery));
        }
    }

    /** As an image each, since names inside one SVG must not meet those of another. */
    private void figure(String name, byte[] png) {
        html.append("<figure><img alt=\"")
                .append(escape(name))
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"></figure>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
