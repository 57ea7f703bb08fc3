// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static java.util.Objects.requireNonNull;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.kernel.KernelState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Meters of the fwctl devices of this host, and of what they did to its kernel: {@code fwctl.devices}, tagged with
 * {@code driver}, and {@code fwctl.kernel.tainted}, 1 if an RPC of any program has tainted the kernel since it booted
 * (bit 19).
 *
 * <p>There is a series for each driver that a vendor module of this {@link Fwctl} serves, 0 where there is no such device,
 * and {@code other} for all other drivers. Both are read from sysfs and procfs when a registry asks, devices at most
 * once a second; no device is opened. Safe for use by several threads at once.
 */
public final class DeviceMetrics implements MeterBinder {
    private static final String OTHER = "other";
    private static final long FRESH_NANOS = 1_000_000_000;

    /** How many devices each driver had at a moment. */
    private record Counts(Map<String, Long> byDriver, long nanoTime) {}

    private final Fwctl fwctl;
    private final Collection<String> drivers;
    private volatile Counts counts = new Counts(Map.of(), System.nanoTime() - FRESH_NANOS);

    private DeviceMetrics(Fwctl fwctl) {
        this.fwctl = fwctl;
        drivers = fwctl.modules().stream()
                .flatMap(module -> module.drivers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Metrics of a host's devices.
     *
     * @param fwctl how they are found
     * @return metrics that are not bound yet
     */
    public static DeviceMetrics of(Fwctl fwctl) {
        return new DeviceMetrics(requireNonNull(fwctl, "fwctl"));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        drivers.forEach(driver -> gauge(registry, driver));
        gauge(registry, OTHER);
        // Without a strong reference the gauge would read NaN once the caller has dropped this object.
        Gauge.builder("fwctl.kernel.tainted", this, DeviceMetrics::tainted)
                .description("1 if a fwctl RPC has tainted the kernel since it booted")
                .strongReference(true)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String driver) {
        Gauge.builder("fwctl.devices", this, metrics -> metrics.count(driver))
                .description("fwctl devices that are present")
                .baseUnit("devices")
                .tag("driver", driver)
                .strongReference(true)
                .register(registry);
    }

    private double tainted() {
        return KernelState.of(fwctl)
                .taintedByFwctl()
                .map(yes -> yes ? 1.0 : 0.0)
                .orElse(Double.NaN);
    }

    private double count(String driver) {
        Counts known = counts;
        if (System.nanoTime() - known.nanoTime >= FRESH_NANOS) {
            known = new Counts(
                    fwctl.nodes().stream().collect(Collectors.groupingBy(this::driver, Collectors.counting())),
                    System.nanoTime());
            counts = known;
        }
        return known.byDriver.getOrDefault(driver, 0L);
    }

    private String driver(FwctlNode node) {
        return node.driver().filter(drivers::contains).orElse(OTHER);
    }
}
