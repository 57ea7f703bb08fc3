// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.report;

import dev.fwctl.bench.result.Group;
import dev.fwctl.bench.result.Key;
import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.bench.result.Row;
import dev.fwctl.harness.stats.Interval;
import dev.fwctl.harness.stats.Percentiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a report that have two axes, as PNG. */
final class Plots {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    /** How many pixels of the image there are for one of the page, in each direction. */
    private static final int FINE = 2;

    private Plots() {}

    /** How long one in so many operations takes, at least; no further than the samples carry. */
    static byte[] latency(Map<String, Histogram> latency) {
        XYChart chart = chart("Latency: one RPC in N takes longer than", "N", "ns");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        latency.forEach((path, histogram) -> {
            double[] carried = Percentiles.of(histogram.getTotalCount());
            double most = 1 / (1 - carried[carried.length - 1] / 100);
            List<Double> oneIn = new ArrayList<>();
            List<Double> longer = new ArrayList<>();
            for (double n = 1; n <= most * 1.0001; n *= Math.pow(10, 0.1)) {
                oneIn.add(n);
                longer.add((double) Math.max(1, histogram.getValueAtPercentile(100 * (1 - 1 / n))));
            }
            line(chart, path, oneIn, longer, null).setMarker(SeriesMarkers.NONE);
        });
        return png(chart);
    }

    /** Throughput by threads, for one shape. */
    static byte[] threads(Map<Key, Group> groups, String title) {
        XYChart chart = chart(title, "threads", "million RPC/s");
        chart.getStyler().setYAxisMin(0.0);
        lines(chart, groups, (number, row) -> row.ns().times(1e-3).reciprocal());
        return png(chart);
    }

    /** Throughput by payload, both directions counted. */
    static byte[] payload(Map<Key, Group> groups) {
        XYChart chart = chart("Throughput by payload, out and in", "bytes each way", "MB/s");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        lines(chart, groups, (bytes, row) -> row.ns().reciprocal().times(2e3 * bytes));
        return png(chart);
    }

    static byte[] discovery(Map<Key, Group> groups) {
        XYChart chart = chart("Listing the nodes of a system", "nodes", "ms");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        lines(chart, groups, (nodes, row) -> row.ns().times(1e-6));
        return png(chart);
    }

    private interface Value {
        Interval of(int number, Row row);
    }

    private record Points(List<Double> x, List<Double> y, List<Double> errors) {}

    private static void lines(XYChart chart, Map<Key, Group> groups, Value value) {
        Map<String, Points> series = new LinkedHashMap<>();
        groups.forEach((key, group) -> group.rows().forEach(row -> {
            if (row.hasFigure()) {
                Points points = series.computeIfAbsent(
                        row.path(), path -> new Points(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                Interval of = value.of(key.number(), row);
                points.x().add((double) key.number());
                points.y().add(of.estimate());
                points.errors().add(of.isBounded() ? Math.min(of.estimate() * 0.9, (of.high() - of.low()) / 2) : 0);
            }
        }));
        series.forEach((path, points) ->
                line(chart, path, points.x(), points.y(), points.errors()).setMarker(SeriesMarkers.CIRCLE));
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        style(chart.getStyler());
        return chart;
    }

    private static XYSeries line(
            XYChart chart, String path, List<Double> x, List<Double> y, @Nullable List<Double> errors) {
        XYSeries series = errors == null ? chart.addSeries(path, x, y) : chart.addSeries(path, x, y, errors);
        series.setLineStyle(new BasicStroke(2)).setLineColor(Palette.of(path));
        series.setMarkerColor(Palette.of(path));
        series.setSmooth(false);
        return series;
    }

    private static void style(XYStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
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
        styler.setMarkerSize(7);
        styler.setErrorBarsColor(new Color(0x555b66));
        styler.setDecimalPattern("#,##0.##");
    }

    /** Of some groups those of one family, and of one shape where it has several. */
    static Map<Key, Group> of(Map<Key, Group> all, Family family, String shape) {
        Map<Key, Group> groups = new LinkedHashMap<>();
        all.forEach((key, group) -> {
            if (key.family() == family && key.shape().equals(shape)) {
                groups.put(key, group);
            }
        });
        return groups;
    }

    /** Twice as fine as it is shown. As SVG, in which text comes as outlines of letters, it would be six times as long. */
    private static byte[] png(XYChart chart) {
        BufferedImage image = new BufferedImage(FINE * WIDTH, FINE * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(FINE, FINE);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
