// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Row;
import java.util.Base64;
import java.util.Locale;

/** One self-contained HTML page: the goals, the plots, the tables, and the facts of the machine. */
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
            .met { color: #1a7f4b; } .missed { color: #b3261e; font-weight: 600; }
            pre { background: #fff; border: 1px solid #e1e4e8; border-radius: 6px; padding: 12px; overflow-x: auto;
                  white-space: pre-wrap; font-size: 13px; line-height: 1.35; }
            </style>
            </head>
            <body><main>
            """;

    private final StringBuilder html = new StringBuilder(HEAD);

    private Report() {}

    public static String of(Results results) {
        Report report = new Report();
        report.html
                .append("<h1>fwctl for Java beside C, JNA and java.lang.foreign</h1>\n<p>")
                .append(escape(results.machine.getOrDefault("target", "")))
                .append(", ")
                .append(escape(results.machine.getOrDefault("date", "")))
                .append("</p>\n");
        report.goals(results);
        report.html.append("<h2>Plots</h2>\n<div class=\"plots\">\n");
        report.plots(results);
        report.html
                .append("</div>\n<h2>All numbers, and the machine</h2>\n<pre>")
                .append(escape(Table.of(results)))
                .append("</pre>\n</main></body></html>\n");
        return report.html.toString();
    }

    private void goals(Results results) {
        if (results.goals().isEmpty()) {
            return;
        }
        html.append("<h2>Goals</h2>\n<table><tr><th>goal</th><th>measured</th><th>at most</th><th></th></tr>\n");
        for (Results.Goal goal : results.goals()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td class=\"number\">%.2f</td><td class=\"number\">%.2f</td>"
                            + "<td class=\"%s\">%s</td></tr>%n",
                    escape(goal.name()),
                    goal.value(),
                    goal.atMost(),
                    goal.met() ? "met" : "missed",
                    goal.met() ? "met" : "missed"));
        }
        html.append("</table>\n");
    }

    private void plots(Results results) {
        if (!results.rpc.isEmpty()) {
            String base = results.rpc.get(0).path();
            figure("Ratio by path", Plots.bars("One RPC, ratio to " + base, "times " + base, results.rpc, Row::ratio));
        }
        if (!results.latency.isEmpty()) {
            figure("Latency distribution", Plots.latency(results.latency));
        }
        if (!results.threads.isEmpty()) {
            figure("Throughput by threads", Plots.threads(results.threads));
        }
        if (!results.payload.isEmpty()) {
            figure("Throughput by payload", Plots.payload(results.payload));
        }
        if (!results.decode.isEmpty()) {
            figure("Decoding", Plots.bars("Decoding a register of 32 bytes", "ns", results.decode, Row::ns));
            figure("Encoding", Plots.bars("Encoding a register of 32 bytes", "ns", results.encode, Row::ns));
        }
        if (!results.discovery.isEmpty()) {
            figure("Discovery", Plots.discovery(results.discovery));
        }
        if (!results.start.isEmpty()) {
            figure("Start", Plots.bars("Start of a JVM to its end", "ms", results.start, row -> row.ns() / 1e6));
        }
    }

    /** As an image each, since names inside one SVG must not meet those of another. */
    private void figure(String name, byte[] svg) {
        html.append("<figure><img alt=\"")
                .append(escape(name))
                .append("\" src=\"data:image/svg+xml;base64,")
                .append(Base64.getEncoder().encodeToString(svg))
                .append("\"></figure>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
