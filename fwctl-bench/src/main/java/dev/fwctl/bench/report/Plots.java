// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import static java.util.Map.entry;

import dev.fwctl.bench.result.Row;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a report, as SVG. A rival has the same colour in each. */
final class Plots {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int PERMILLES = 1000;
    private static final Color OTHER = new Color(0x8a8f98);
    private static final Map<String, Color> COLOURS = Map.ofEntries(
            entry("c", new Color(0x30343b)),
            entry("c-threaded", new Color(0x5f6670)),
            entry("jna-direct", new Color(0xd9822b)),
            entry("jna-interface", new Color(0xe9b57c)),
            entry("jna-structure", new Color(0xf2d5b3)),
            entry("ffm", new Color(0x2f9e6e)),
            entry("raw-rpc", new Color(0x2563c9)),
            entry("raw-rpc-ffm", new Color(0x12a5b8)),
            entry("typed-call", new Color(0x7a5bd1)),
            entry("typed-call-ffm", new Color(0xa78be8)),
            entry("discover", new Color(0x2563c9)),
            entry("discover-plain", new Color(0xd9822b)));

    private Plots() {}

    /** A bar for each row; {@code value} is what it shows. */
    public static byte[] bars(String title, String unit, List<Row> rows, ToDoubleFunction<Row> value) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(unit)
                .build();
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setXAxisLabelRotation(35);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setLabelsPosition(0.94);
        chart.getStyler().setLabelsFontColorAutomaticEnabled(true);
        chart.getStyler().setDecimalPattern("#,##0.0#");
        chart.getStyler().setOverlapped(true);
        List<String> names = rows.stream().map(Row::path).toList();
        // One series for each bar, so that each has its rival's colour.
        for (Row row : rows) {
            List<Double> values = new ArrayList<>();
            for (Row other : rows) {
                values.add(other == row ? Math.round(value.applyAsDouble(row) * 100) / 100.0 : null);
            }
            chart.addSeries(row.path(), names, values).setFillColor(colour(row.path()));
        }
        return svg(chart);
    }

    /** How long one in so many operations takes, at least. */
    public static byte[] latency(Map<String, long[]> latency) {
        XYChart chart = xy("Latency: one RPC in N takes longer than", "N", "ns");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        latency.forEach((path, ns) -> {
            List<Double> oneIn = new ArrayList<>();
            List<Double> longer = new ArrayList<>();
            for (int i = 0; i < PERMILLES; i += i < 900 ? 25 : i < 990 ? 5 : 1) {
                oneIn.add(PERMILLES / (double) (PERMILLES - i));
                longer.add((double) Math.max(1, ns[i]));
            }
            oneIn.add(2_000.0);
            longer.add((double) ns[PERMILLES]);
            oneIn.add(10_000.0);
            longer.add((double) ns[PERMILLES + 1]);
            line(chart, path, oneIn, longer).setMarker(SeriesMarkers.NONE);
        });
        return svg(chart);
    }

    public static byte[] threads(Map<Integer, Map<String, Double>> threads) {
        XYChart chart = xy("Throughput of one device by threads", "threads", "million RPC/s");
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        threads.values()
                .forEach(row -> row.forEach((path, speed) ->
                        speeds.computeIfAbsent(path, name -> new ArrayList<>()).add(speed / 1e6)));
        List<Double> counts =
                threads.keySet().stream().map(Integer::doubleValue).toList();
        speeds.forEach((path, values) -> line(chart, path, counts, values).setMarker(SeriesMarkers.CIRCLE));
        chart.getStyler().setYAxisMin(0.0);
        return svg(chart);
    }

    /** Throughput by payload, both directions counted. */
    public static byte[] payload(Map<Integer, List<Row>> payload) {
        XYChart chart = xy("Throughput by payload, out and in", "bytes each way", "MB/s");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        byNumber(chart, payload, (bytes, row) -> 2e3 * bytes / row.ns());
        return svg(chart);
    }

    public static byte[] discovery(Map<Integer, List<Row>> discovery) {
        XYChart chart = xy("Listing the nodes of a system", "nodes", "ms");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        byNumber(chart, discovery, (nodes, row) -> row.ns() / 1e6);
        return svg(chart);
    }

    private interface Value {
        double of(int number, Row row);
    }

    private static void byNumber(XYChart chart, Map<Integer, List<Row>> groups, Value value) {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        groups.forEach((number, rows) -> rows.forEach(row ->
                series.computeIfAbsent(row.path(), name -> new ArrayList<>()).add(value.of(number, row))));
        List<Double> numbers =
                groups.keySet().stream().map(Integer::doubleValue).toList();
        series.forEach((path, values) -> line(chart, path, numbers, values).setMarker(SeriesMarkers.CIRCLE));
    }

    private static XYChart xy(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        chart.getStyler().setMarkerSize(7);
        return chart;
    }

    private static org.knowm.xchart.XYSeries line(XYChart chart, String path, List<Double> x, List<Double> y) {
        var series = chart.addSeries(path, x, y);
        series.setLineStyle(new BasicStroke(2)).setLineColor(colour(path));
        series.setMarkerColor(colour(path));
        series.setSmooth(false);
        return series;
    }

    private static void style(AxesChartStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        styler.setBaseFont(font);
        styler.setChartTitleFont(font.deriveFont(Font.BOLD, 15f));
        styler.setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xe3e6ea));
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
    }

    private static Color colour(String path) {
        return COLOURS.getOrDefault(path, OTHER);
    }

    private static byte[] svg(Chart<?, ?> chart) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
