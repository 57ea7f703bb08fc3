// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static java.util.Objects.requireNonNull;

import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.result.Drift;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Meters of the settings of devices, as a program last found them. Reading a setting takes RPCs, which collecting metrics
 * must never cause: so a program reads or compares when it wants to, and tells the result here.
 *
 * <ul>
 *   <li>{@code fwctl.settings.waiting}, by {@code device}: how many settings wait for a reset
 *   <li>{@code fwctl.settings.drift}, by {@code device} and {@code state}: how many settings are in line with what is
 *       desired, wait, are stuck, differ, or cannot be asked
 *   <li>{@code fwctl.settings.problems}, by {@code device}: what kept settings from being compared
 *   <li>{@code fwctl.settings.check.time}, in seconds since 1970: when a result was last told. Not a number before that. An
 *       alert on its age notices a program that no longer looks
 * </ul>
 *
 * <p>A device is named by its stable key. Safe for use by several threads at once.
 */
public final class SettingsMetrics implements MeterBinder {
    private final Clock clock;
    private final List<Meters> bound = new CopyOnWriteArrayList<>();
    private Map<String, Long> waiting = Map.of();
    private List<Drift> drifts = List.of();
    private volatile double checked = Double.NaN;

    /** The meters of one registry. */
    private record Meters(MultiGauge waiting, MultiGauge drift, MultiGauge problems) {
        static Meters of(MeterRegistry registry) {
            return new Meters(
                    MultiGauge.builder("fwctl.settings.waiting")
                            .description("Settings that hold after a reset and not before")
                            .register(registry),
                    MultiGauge.builder("fwctl.settings.drift")
                            .description("Settings that something is desired of, by how they compare with it")
                            .register(registry),
                    MultiGauge.builder("fwctl.settings.problems")
                            .description("What kept settings from being compared")
                            .register(registry));
        }
    }

    private SettingsMetrics(Clock clock) {
        this.clock = clock;
    }

    /**
     * Metrics of which nothing is known yet.
     *
     * @return metrics that are not bound yet
     */
    public static SettingsMetrics create() {
        return new SettingsMetrics(Clock.systemUTC());
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        bound.add(Meters.of(requireNonNull(registry, "registry")));
        TimeGauge.builder("fwctl.settings.check.time", this, TimeUnit.SECONDS, metrics -> metrics.checked)
                .description("When settings were last read or compared, since 1970")
                .strongReference(true)
                .register(registry);
        publish();
    }

    /**
     * All devices were compared with what is desired of them. Takes the place of what was told before, so that devices that
     * went are no longer counted.
     *
     * @param found one for each device, as {@link dev.fwctl.settings.fleet.Fleet#drift} gives them
     */
    public synchronized void compared(Collection<Drift> found) {
        drifts = List.copyOf(found);
        waiting = new TreeMap<>();
        for (Drift drift : drifts) {
            waiting.put(drift.device(), count(drift, Drift.State.WAITS));
        }
        looked();
    }

    /**
     * All devices were read. Takes the place of what was told before of settings that wait; what is known of drift stays.
     *
     * @param readings by stable key: the settings of each device
     */
    public synchronized void read(Map<String, ? extends Collection<SettingReading>> readings) {
        waiting = new TreeMap<>();
        readings.forEach((device, settings) -> waiting.put(
                device, settings.stream().filter(SettingReading::waits).count()));
        looked();
    }

    private void looked() {
        checked = clock.millis() / 1000.0;
        publish();
    }

    private void publish() {
        for (Meters meters : bound) {
            meters.waiting.register(
                    waiting.entrySet().stream()
                            .map(one -> Row.of(Tags.of("device", one.getKey()), one.getValue()))
                            .toList(),
                    true);
            meters.drift.register(drifts.stream().flatMap(SettingsMetrics::rows).toList(), true);
            meters.problems.register(
                    drifts.stream()
                            .map(drift -> Row.of(
                                    Tags.of("device", drift.device()),
                                    drift.problems().size()))
                            .toList(),
                    true);
        }
    }

    /** One for each state, 0 among them: an alert on a series that is not there never fires. */
    private static Stream<Row<Number>> rows(Drift drift) {
        return Stream.of(Drift.State.values())
                .map(state -> Row.of(
                        Tags.of("device", drift.device(), "state", state.name().toLowerCase(Locale.ROOT)),
                        count(drift, state)));
    }

    private static long count(Drift drift, Drift.State state) {
        return drift.settings().stream().filter(one -> one.state() == state).count();
    }
}
