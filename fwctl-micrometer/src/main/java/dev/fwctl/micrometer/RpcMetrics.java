// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static java.util.Objects.requireNonNull;

import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An observer of RPCs that times each of them: {@code fwctl.rpc}, in seconds, tagged with {@code driver},
 * {@code device} (the stable key), {@code command}, {@code about} (the register or Feature, {@code none} if nothing is told
 * apart), {@code scope} and {@code outcome}; and {@code fwctl.rpc.taints}, how many RPCs were seen to taint the kernel.
 *
 * <pre>{@code
 * RpcMetrics metrics = RpcMetrics.create();
 * metrics.bindTo(registry);
 * Fwctl fwctl = Fwctl.system().withObserver(metrics);
 * }</pre>
 *
 * <p>What the policy refused counts with a duration of zero. The number of time series is bounded: past
 * {@linkplain #withMostSeries a limit}, new combinations are counted under {@code other} for device, command and what they
 * are about, so that a program that makes up command names cannot exhaust the monitoring system.
 *
 * <p>Safe for use by several threads at once. It may be bound to several registries; an RPC counts in those that it was
 * bound to when it ended.
 */
public final class RpcMetrics implements MeterBinder, RpcObserver {
    private static final int MOST_SERIES = 1000;
    private static final String OTHER = "other";

    /** What tells the series of one timer from others. */
    private record Series(
            String driver, String device, String command, String about, RpcScope scope, RpcEvent.Outcome outcome) {
        static Series of(RpcEvent event) {
            RpcCall call = event.call();
            return new Series(
                    call.node().driver().orElse("none"),
                    call.node().stableKey(),
                    call.command(),
                    event.about().stream().findFirst().orElse("none"),
                    call.scope(),
                    event.outcome());
        }

        Series other() {
            return new Series(driver, OTHER, OTHER, OTHER, scope, outcome);
        }
    }

    /** The meters of one registry. */
    private static final class Bound {
        private final MeterRegistry registry;
        private final Counter taints;
        private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

        Bound(MeterRegistry registry) {
            this.registry = registry;
            taints = Counter.builder("fwctl.rpc.taints")
                    .description("RPCs during which the kernel was tainted for fwctl")
                    .register(registry);
        }

        Timer timer(Series series) {
            Timer known = timers.get(series);
            return known != null ? known : timers.computeIfAbsent(series, this::register);
        }

        private Timer register(Series series) {
            return Timer.builder("fwctl.rpc")
                    .description("RPCs to firmware: how many, how they ended, and how long the system call took")
                    .tag("driver", series.driver)
                    .tag("device", series.device)
                    .tag("command", series.command)
                    .tag("about", series.about)
                    .tag("scope", series.scope.name().toLowerCase(Locale.ROOT))
                    .tag("outcome", series.outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private final int mostSeries;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();
    private final Map<Series, Series> admitted = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private RpcMetrics(int mostSeries) {
        this.mostSeries = mostSeries;
    }

    /**
     * Metrics of at most 1000 combinations of tags.
     *
     * @return an observer that is not bound yet
     */
    public static RpcMetrics create() {
        return new RpcMetrics(MOST_SERIES);
    }

    /**
     * The same with another limit; nothing is bound yet. A device is worth some ten series for each command that is sent to
     * it.
     *
     * @param most how many combinations of tags are told apart
     * @return a new observer
     * @throws IllegalArgumentException if it is negative
     */
    public RpcMetrics withMostSeries(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most: " + most + " time series; 0 tells no devices and commands apart");
        }
        return new RpcMetrics(most);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bound.add(new Bound(requireNonNull(registry, "registry")));
    }

    @Override
    public void finished(RpcEvent event) {
        Series series = admit(Series.of(event));
        boolean tainted = event.taint().filter(taint -> taint.tainted()).isPresent();
        for (Bound one : bound) {
            one.timer(series).record(event.duration());
            if (tainted) {
                one.taints.increment();
            }
        }
    }

    private Series admit(Series series) {
        Series known = admitted.get(series);
        if (known != null) {
            return known;
        }
        if (count.get() >= mostSeries) {
            return series.other();
        }
        return admitted.computeIfAbsent(series, unknown -> {
            if (count.getAndIncrement() < mostSeries) {
                return unknown;
            }
            count.decrementAndGet();
            return unknown.other();
        });
    }
}
