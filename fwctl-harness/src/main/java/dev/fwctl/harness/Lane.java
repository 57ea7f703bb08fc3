// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import dev.fwctl.harness.stats.SteadyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One thread of a load: begins operations when they are due, and records how long they took. */
final class Lane implements Runnable {
    /** An error of at most a per mille. */
    static final int DIGITS = 3;

    /** What an open loop owed when its time was up, and could not begin within a tenth of it. */
    static final String NOT_BEGUN = "not begun in time";

    private static final long WINDOW_NANOS = 50_000_000;
    private static final int GRACE = 10;

    /**
     * When which lane begins what.
     *
     * @param rate of all lanes together
     * @param lanes how many there are
     * @param index of this one
     * @param start of everything
     * @param warmUntil when the warm-up ends, at the latest
     * @param end when no more operations are due
     */
    record Schedule(Rate rate, int lanes, int index, long start, long warmUntil, long end) {
        /** The mean distance between two operations of this lane; 0 without a rate. */
        double distance() {
            return 1e9 * lanes / rate.perSecond();
        }

        /** Until when an open loop makes up for what it owes. */
        long grace() {
            return end + (end - start) / GRACE;
        }
    }

    /**
     * What a lane may spend.
     *
     * @param warm operations of the warm-up, at most
     * @param all operations in all, at most
     * @param sliceNanos how long an interval of the series is
     */
    record Quota(long warm, long all, long sliceNanos) {}

    private final Operation operation;
    private final Schedule schedule;
    private final Quota quota;
    private final Timeline time;
    private final SplittableRandom random;
    private final SteadyState state = new SteadyState();
    private boolean warming;
    private long windowFrom;
    private long windowOperations;
    private long windowBusy;

    final Histogram latency = new Histogram(DIGITS);
    final Histogram service = new Histogram(DIGITS);
    final List<Histogram> slices = new ArrayList<>();
    final Map<String, Long> errors = new TreeMap<>();
    /** Seen by whoever shows progress. */
    final AtomicLong done = new AtomicLong();

    long warmOperations;
    long measuredFrom;
    long endedAt;

    /** What ended the lane early: a mistake, no failed operation. */
    @Nullable
    Throwable failure;

    Lane(Operation operation, Schedule schedule, Quota quota, Timeline time) {
        this.operation = operation;
        this.schedule = schedule;
        this.quota = quota;
        this.time = time;
        this.random = new SplittableRandom(schedule.index());
        this.warming = schedule.warmUntil() > schedule.start() && quota.warm() > 0;
        this.windowFrom = schedule.start();
        this.measuredFrom = schedule.start();
    }

    @Override
    public void run() {
        try {
            if (schedule.rate().isOpen()) {
                open();
            } else {
                closed();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        endedAt = time.now();
    }

    long startedAt() {
        return schedule.start();
    }

    boolean steady() {
        return !state.progressing();
    }

    private void closed() {
        double distance = schedule.distance();
        double due = schedule.start() + distance * schedule.index() / schedule.lanes();
        for (long n = 1; n <= quota.all(); n++) {
            time.until(Math.round(due));
            long began = time.now();
            if (began >= schedule.end()) {
                return;
            }
            long end = once(began, began);
            // At most the rate: what a slow operation kept from beginning is not made up for.
            due = Math.max(due + distance, (double) end);
            done.lazySet(n);
        }
    }

    private void open() {
        double distance = schedule.distance();
        boolean poisson = schedule.rate().kind() == Rate.Kind.POISSON;
        // The lanes' operations lie evenly between each other.
        double due = schedule.start() + (poisson ? gap(distance) : distance * schedule.index() / schedule.lanes());
        for (long n = 1; n <= quota.all() && due < schedule.end(); n++) {
            long intended = Math.round(due);
            time.until(intended);
            long began = time.now();
            if (began > schedule.grace()) {
                errors.merge(NOT_BEGUN, 1L, Long::sum);
            } else {
                once(intended, began);
            }
            due += poisson ? gap(distance) : distance;
            done.lazySet(n);
        }
    }

    private double gap(double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    /** Does it, and records it as having been due at some time. Returns when it ended. */
    private long once(long due, long began) {
        String outcome = operation.run();
        long end = time.now();
        if (warming) {
            warm(began, end);
        } else if (outcome.equals(Operation.DONE)) {
            latency.recordValue(Math.max(0, end - due));
            service.recordValue(Math.max(0, end - began));
            slice(due).recordValue(Math.max(0, end - due));
        } else {
            errors.merge(outcome, 1L, Long::sum);
        }
        return end;
    }

    private void warm(long began, long end) {
        warmOperations++;
        windowOperations++;
        windowBusy += end - began;
        if (end - windowFrom >= WINDOW_NANOS) {
            state.add((double) windowBusy / windowOperations, 0);
            windowFrom = end;
            windowOperations = 0;
            windowBusy = 0;
        }
        if (end >= schedule.warmUntil() || warmOperations >= quota.warm()) {
            warming = false;
            measuredFrom = end;
        }
    }

    private Histogram slice(long due) {
        int index = (int) ((due - schedule.start()) / quota.sliceNanos());
        while (slices.size() <= index) {
            slices.add(new Histogram(DIGITS));
        }
        return slices.get(index);
    }
}
