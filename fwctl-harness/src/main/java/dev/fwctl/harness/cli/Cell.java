// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.cli;

import dev.fwctl.harness.Measured;
import dev.fwctl.harness.stats.Bootstrap;
import dev.fwctl.harness.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * One combination of device, request and number of threads, in each process.
 *
 * @param request as it was given
 * @param processes what each process measured
 */
record Cell(String request, List<Measured> processes) {
    String device() {
        return processes.get(0).name();
    }

    int threads() {
        return processes.get(0).threads();
    }

    String id() {
        return device() + " " + threads() + " " + request;
    }

    /** Operations a second, of all threads together. */
    Interval perSecond() {
        return Bootstrap.median(each(Measured::perSecond));
    }

    /** The median latency, in nanoseconds. */
    Interval median() {
        return Bootstrap.median(each(measured -> measured.latency().getValueAtPercentile(50)));
    }

    double[] medians() {
        return processes.stream()
                .mapToDouble(measured -> measured.latency().getValueAtPercentile(50))
                .toArray();
    }

    private interface Value {
        double of(Measured measured);
    }

    private List<double[]> each(Value value) {
        return processes.stream()
                .map(measured -> new double[] {value.of(measured)})
                .toList();
    }

    Histogram latency() {
        Histogram all = new Histogram(3);
        processes.forEach(measured -> all.add(measured.latency()));
        return all;
    }

    Histogram service() {
        Histogram all = new Histogram(3);
        processes.forEach(measured -> all.add(measured.service()));
        return all;
    }

    Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        processes.forEach(measured -> measured.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        return errors;
    }

    long operations() {
        return processes.stream().mapToLong(Measured::operations).sum();
    }

    boolean steady() {
        return processes.stream().allMatch(measured -> measured.warmUp().steady());
    }

    /** Whether no more failed than may, and there is something to speak of. */
    boolean served(double errorsAllowed) {
        return operations() > 0 && processes.stream().allMatch(measured -> measured.failureShare() <= errorsAllowed);
    }
}
