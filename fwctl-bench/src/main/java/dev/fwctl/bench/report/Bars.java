// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import dev.fwctl.bench.result.Row;
import dev.fwctl.harness.stats.Interval;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A bar for each rival, lying, its name before it and its value behind it, with the interval drawn over its end, as SVG
 * to stand in a page. A rival that takes several times as long as the others would flatten them: its bar is cut, and says
 * so.
 */
final class Bars {
    private static final int WIDTH = 760;
    private static final int NAMES = 190;
    private static final int VALUES = 150;
    private static final int STEP = 26;
    private static final int BAR = 16;
    private static final int TOP = 34;
    /** Of the longest bar that is not cut, to the median one. */
    private static final double CUT_AT = 4;

    private Bars() {}

    static String svg(String title, String unit, List<Row> rows, Function<Row, Interval> value) {
        List<Row> shown = rows.stream().filter(Row::hasFigure).toList();
        double[] sorted = shown.stream()
                .mapToDouble(row -> value.apply(row).estimate())
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "";
        }
        double limit = CUT_AT * sorted[(sorted.length - 1) / 2];
        double longest = 0;
        for (double one : sorted) {
            longest = one <= limit ? one : longest;
        }
        double scale = (WIDTH - NAMES - VALUES) / (longest * 1.05);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"><text x=\"8\" y=\"20\" class=\"title\">%s, %s"
                        + "</text>\n",
                WIDTH,
                TOP + STEP * shown.size() + 8,
                title,
                title,
                unit));
        for (int i = 0; i < shown.size(); i++) {
            bar(svg, shown.get(i).path(), value.apply(shown.get(i)), scale, longest, TOP + STEP * i);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, String path, Interval value, double scale, double longest, int y) {
        boolean cut = value.estimate() > longest;
        double end = Math.min(value.estimate(), longest * 1.05) * scale;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
                        + " height=\"%d\" fill=\"%s\"/>",
                NAMES - 8,
                y + 13,
                path,
                NAMES,
                y,
                end,
                BAR,
                Palette.hex(path)));
        double right = end;
        if (value.isBounded() && !cut && value.low() < value.high()) {
            double low = Math.max(0, value.low()) * scale;
            double high = Math.min(value.high(), longest * 1.2) * scale;
            right = Math.max(end, high);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %dh%.1fM%.1f %dv8M%.1f %dv8\" class=\"error\"/>",
                    NAMES + low,
                    y + BAR / 2,
                    high - low,
                    NAMES + low,
                    y + 4,
                    NAMES + high,
                    y + 4));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\">%s%s</text>\n",
                NAMES + right + 6,
                y + 13,
                Table.number(value.estimate()),
                cut ? " (cut)" : ""));
    }
}
