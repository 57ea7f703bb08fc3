// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Intervals from rounds in several processes, by a bootstrap at both levels: processes are drawn with replacement, and of
 * each its rounds. What a process got by luck (where its code and data lie, what the JIT saw first) lasts for its life, so
 * that thousands of rounds in one process say nothing of the next; with one process there is no interval.
 *
 * <p>The statistic is the mean, over processes, of the logarithm of a value that each gives: the estimate is a geometric
 * mean, and the interval is symmetric in per cent. The bootstrap gives its standard error, and Student's t with a degree
 * of freedom less than there are processes makes the interval of it, widened by {@code sqrt(n / (n - 1))} because a
 * bootstrap of n underestimates the spread by that. (T. Hesterberg, "What Teachers Should Know About the Bootstrap", The
 * American Statistician 69(4), 2015, sections 4.4 and 4.7.) Random numbers have a fixed seed: the same samples give the
 * same interval.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 400;
    private static final double TAIL = 0.975;

    private Bootstrap() {}

    /**
     * Of the medians of each process's rounds.
     *
     * @param processes the rounds of each process; above 0
     * @return the geometric mean of the medians
     */
    public static Interval median(List<double[]> processes) {
        return of(processes.stream().map(List::of).toList(), medians -> medians[0]);
    }

    /**
     * How many times another's median a median is, both of the same processes' lifetimes: process by process, since what
     * disturbed one disturbed the other.
     *
     * @param numerators the rounds of each process
     * @param denominators the rounds of its companion that was measured beside it
     * @return the geometric mean of the ratios of medians
     */
    public static Interval ratio(List<double[]> numerators, List<double[]> denominators) {
        return of(together(List.of(numerators, denominators)), medians -> medians[0] / medians[1]);
    }

    /**
     * How much more of something one has gained than another: {@code (a / b) / (c / d)}, process by process.
     *
     * @param a rounds by process
     * @param b rounds by process
     * @param c rounds by process
     * @param d rounds by process
     * @return the geometric mean of the quotients
     */
    public static Interval ratioOfRatios(List<double[]> a, List<double[]> b, List<double[]> c, List<double[]> d) {
        return of(together(List.of(a, b, c, d)), medians -> medians[0] / medians[1] / (medians[2] / medians[3]));
    }

    private static List<List<double[]>> together(List<List<double[]>> series) {
        List<List<double[]>> processes = new ArrayList<>();
        for (int i = 0; i < series.get(0).size(); i++) {
            int process = i;
            processes.add(series.stream().map(of -> of.get(process)).toList());
        }
        return processes;
    }

    private static Interval of(List<List<double[]>> processes, ToDoubleFunction<double[]> value) {
        int n = processes.size();
        double sum = 0;
        for (List<double[]> process : processes) {
            sum += Math.log(value.applyAsDouble(
                    process.stream().mapToDouble(Bootstrap::median).toArray()));
        }
        double mean = sum / n;
        if (n < 2 || Double.isNaN(mean)) {
            return n == 0 ? Interval.NONE : Interval.unknown(Math.exp(mean));
        }
        double half = TDistribution.of(n - 1).inverseCumulativeProbability(TAIL)
                * Math.sqrt(n / (n - 1.0))
                * standardError(processes, value);
        return new Interval(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
    }

    private static double standardError(List<List<double[]>> processes, ToDoubleFunction<double[]> value) {
        SplittableRandom random = new SplittableRandom(42);
        double sum = 0;
        double squares = 0;
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double mean = 0;
            for (int i = 0; i < processes.size(); i++) {
                List<double[]> process = processes.get(random.nextInt(processes.size()));
                mean += Math.log(value.applyAsDouble(medians(process, random))) / processes.size();
            }
            sum += mean;
            squares += mean * mean;
        }
        double variance = (squares - sum * sum / RESAMPLES) / (RESAMPLES - 1);
        return Math.sqrt(Math.max(0, variance));
    }

    /** Of rounds drawn with replacement; the same rounds of all series, where these have as many: they ran in turn. */
    private static double[] medians(List<double[]> process, SplittableRandom random) {
        double[] medians = new double[process.size()];
        int[] drawn = {};
        for (int s = 0; s < medians.length; s++) {
            double[] rounds = process.get(s);
            if (drawn.length != rounds.length) {
                drawn = random.ints(rounds.length, 0, rounds.length).toArray();
            }
            double[] sample = new double[rounds.length];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = rounds[drawn[i]];
            }
            medians[s] = middle(sample);
        }
        return medians;
    }

    /**
     * The median.
     *
     * @param values at least one
     * @return the value in the middle, or the mean of the two there
     */
    public static double median(double[] values) {
        return middle(values.clone());
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
