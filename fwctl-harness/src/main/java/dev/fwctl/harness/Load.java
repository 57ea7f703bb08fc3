// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A load on one device or several at once: some threads for each, a rate or none, and a budget.
 *
 * <pre>{@code
 * List<Measured> measured = Load.of(Workload.command(device, ReadPattern.COMMAND, new ReadPattern.Request()))
 *         .threads(2)
 *         .rate(Rate.poisson(500))
 *         .budget(Budget.of(Duration.ofSeconds(30)))
 *         .run();
 * measured.get(0).latency().getValueAtPercentile(99);
 * }</pre>
 *
 * <p>The first quarter of the budget, and ten seconds at most, is warm-up and is not recorded. In a closed loop, as fast as
 * it goes, a recorded operation has the clock's cost in it (see {@link dev.fwctl.harness.machine.Clock}) and some 30 ns of
 * recording; commands that real firmware answers take thousands.
 *
 * <p>Immutable; each method returns another load.
 *
 * @param workloads one for each device
 * @param threads how many threads each of them gets
 * @param rate of each of them
 * @param budget of all together
 * @param slice how long an interval of the series is
 */
public record Load(List<Workload> workloads, int threads, Rate rate, Budget budget, Duration slice) {
    private static final int WARM_SHARE = 4;
    private static final Duration WARM_AT_MOST = Duration.ofSeconds(10);
    private static final long PROGRESS_MILLIS = 1000;

    /** Checks that there is something to do, and who does it. */
    public Load {
        workloads = List.copyOf(workloads);
        if (workloads.isEmpty() || threads < 1) {
            throw new IllegalArgumentException(
                    "a load has at least one device and one thread, not " + workloads.size() + " and " + threads);
        }
        if (slice.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("an interval takes at least a millisecond, not " + slice);
        }
    }

    /**
     * How far a load has come.
     *
     * @param spent how long it has run
     * @param left how long it still will, judged by what is used up first: the time or the operations
     * @param operations how many were done, warm-up included
     */
    public record Progress(Duration spent, Duration left, long operations) {}

    /**
     * One thread for each device, in a closed loop, for ten seconds.
     *
     * @param workloads one for each device
     * @return the load
     */
    public static Load of(Workload... workloads) {
        return new Load(
                List.of(workloads), 1, Rate.UNLIMITED, Budget.of(Duration.ofSeconds(10)), Duration.ofSeconds(1));
    }

    /**
     * With another number of threads.
     *
     * @param count for each device
     * @return the load
     */
    public Load threads(int count) {
        return new Load(workloads, count, rate, budget, slice);
    }

    /**
     * With another rate.
     *
     * @param newRate of each device
     * @return the load
     */
    public Load rate(Rate newRate) {
        return new Load(workloads, threads, newRate, budget, slice);
    }

    /**
     * With another budget.
     *
     * @param newBudget of all devices together, warm-up included
     * @return the load
     */
    public Load budget(Budget newBudget) {
        return new Load(workloads, threads, rate, newBudget, slice);
    }

    /**
     * With a series of other intervals.
     *
     * @param length of each, a millisecond or more
     * @return the load
     */
    public Load slice(Duration length) {
        return new Load(workloads, threads, rate, budget, length);
    }

    /**
     * Runs it, and waits for its end.
     *
     * @return one result for each device, in order
     * @throws RuntimeException what an operation threw, such as a refusal of the device's policy
     */
    public List<Measured> run() {
        return run(progress -> {});
    }

    /**
     * Runs it, and waits for its end.
     *
     * @param progress is told once a second how far it has come
     * @return one result for each device, in order
     */
    public List<Measured> run(Consumer<Progress> progress) {
        List<List<Lane>> lanes = lanes(Timeline.SYSTEM);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            for (Lane lane : lanes.get(i)) {
                Thread thread = new Thread(lane, "load-" + workloads.get(i).name());
                thread.setDaemon(true);
                running.add(thread);
            }
        }
        long start = System.nanoTime();
        running.forEach(Thread::start);
        try {
            for (Thread thread : running) {
                for (thread.join(PROGRESS_MILLIS); thread.isAlive(); thread.join(PROGRESS_MILLIS)) {
                    progress.accept(progress(lanes, System.nanoTime() - start));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a load ran", e);
        }
        return measured(lanes);
    }

    private Progress progress(List<List<Lane>> lanes, long spent) {
        long done = lanes.stream()
                .flatMap(Collection::stream)
                .mapToLong(lane -> lane.done.get())
                .sum();
        double share = Math.max((double) spent / budget.time().toNanos(), (double) done / budget.operations());
        long left = share <= 0 ? budget.time().toNanos() : (long) Math.max(0, spent / share - spent);
        return new Progress(Duration.ofNanos(spent), Duration.ofNanos(left), done);
    }

    /** The lanes of each workload, about to start. */
    List<List<Lane>> lanes(Timeline time) {
        long start = time.now();
        long all = budget.time().toNanos();
        long warm = Math.min(all / WARM_SHARE, WARM_AT_MOST.toNanos());
        long each = budget.operations() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.max(1, budget.operations() / ((long) threads * workloads.size()));
        Lane.Quota quota = new Lane.Quota(each / WARM_SHARE, each, slice.toNanos());
        List<List<Lane>> lanes = new ArrayList<>();
        for (Workload workload : workloads) {
            List<Lane> of = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Lane.Schedule schedule = new Lane.Schedule(rate, threads, i, start, start + warm, start + all);
                of.add(new Lane(workload.operations().get(), schedule, quota, time));
            }
            lanes.add(of);
        }
        return lanes;
    }

    List<Measured> measured(List<List<Lane>> lanes) {
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            measured.add(measured(workloads.get(i).name(), lanes.get(i)));
        }
        return measured;
    }

    private Measured measured(String name, List<Lane> lanes) {
        Histogram latency = new Histogram(Lane.DIGITS);
        Histogram service = new Histogram(Lane.DIGITS);
        Map<String, Long> errors = new TreeMap<>();
        List<Histogram> slices = new ArrayList<>();
        for (Lane lane : lanes) {
            if (lane.failure instanceof RuntimeException mistake) {
                throw mistake;
            }
            if (lane.failure instanceof Error error) {
                throw error;
            }
        }
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        long warm = 0;
        boolean steady = true;
        for (Lane lane : lanes) {
            latency.add(lane.latency);
            service.add(lane.service);
            lane.errors.forEach((kind, count) -> errors.merge(kind, count, Long::sum));
            for (int i = 0; i < lane.slices.size(); i++) {
                if (slices.size() <= i) {
                    slices.add(new Histogram(Lane.DIGITS));
                }
                slices.get(i).add(lane.slices.get(i));
            }
            from = Math.min(from, lane.measuredFrom);
            until = Math.max(until, lane.endedAt);
            warm += lane.warmOperations;
            steady &= lane.steady();
        }
        List<Measured.Slice> series = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            if (slices.get(i).getTotalCount() > 0) {
                series.add(new Measured.Slice(slice.multipliedBy(i), slices.get(i)));
            }
        }
        return new Measured(
                name,
                threads,
                Duration.ofNanos(Math.max(1, until - from)),
                latency.getTotalCount(),
                errors,
                latency,
                service,
                series,
                new Measured.WarmUp(Duration.ofNanos(from - lanes.get(0).startedAt()), warm, steady));
    }
}
