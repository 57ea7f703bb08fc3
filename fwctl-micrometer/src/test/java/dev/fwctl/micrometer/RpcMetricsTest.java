// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.settings.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcMetricsTest {
    private final Host host = new Host();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void countsAndTimesEachRpc() {
        RpcMetrics metrics = RpcMetrics.create();
        metrics.bindTo(host.registry);
        AtomicLong seen = new AtomicLong();
        Fwctl fwctl = host.kernel.fwctl().withObserver(metrics).withObserver(event -> seen.incrementAndGet());
        try (FwctlDevice device = fwctl.open(Host.ADDRESS)) {
            Settings.of(device).read("NUM_OF_VFS");
        }
        assertTrue(seen.get() > 0);
        assertEquals(seen.get(), sum(host.scraped("fwctl_rpc_seconds_count")));
        assertTrue(sum(host.scraped("fwctl_rpc_seconds_sum")) > 0);
        assertEquals(
                1,
                host.scraped(
                                "fwctl_rpc_seconds_count{about=\"MNVDA\",command=\"mlx5.access-reg\",device=\"pci-0000:03:00.0\","
                                        + "driver=\"mlx5_core\",outcome=\"done\",scope=\"debug_read_only\"}")
                        .size(),
                () -> host.registry.scrape());
    }

    @Test
    void countsWhatThePolicyRefuses() {
        RpcMetrics metrics = RpcMetrics.create();
        metrics.bindTo(host.registry);
        try (FwctlDevice device = host.kernel.fwctl().withObserver(metrics).open(Host.ADDRESS)) {
            assertThrows(PolicyRefusedException.class, () -> raw(device));
        }
        List<String> lines = host.scraped("fwctl_rpc_seconds_count");
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("outcome=\"refused_by_policy\""), lines.get(0));
        assertEquals(1, sum(lines));
        assertEquals(0, sum(host.scraped("fwctl_rpc_seconds_sum")));
    }

    @Test
    void countsTaints() {
        RpcMetrics metrics = RpcMetrics.create();
        metrics.bindTo(host.registry);
        Fwctl fwctl = host.kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE));
        try (FwctlDevice device = fwctl.withObserver(metrics).open(Host.ADDRESS)) {
            raw(device);
            raw(device);
        }
        assertEquals(1, sum(host.scraped("fwctl_rpc_taints_total")));
        assertEquals(2, sum(host.scraped("fwctl_rpc_seconds_count")));
    }

    @Test
    void boundsTheNumberOfSeriesAndLosesNoRpc() {
        RpcMetrics metrics = RpcMetrics.create().withMostSeries(1);
        metrics.bindTo(host.registry);
        AtomicLong seen = new AtomicLong();
        Fwctl fwctl = host.kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE));
        try (FwctlDevice device = fwctl.withObserver(metrics)
                .withObserver(event -> seen.incrementAndGet())
                .open(Host.ADDRESS)) {
            Settings.of(device).readAll();
            raw(device);
        }
        List<String> lines = host.scraped("fwctl_rpc_seconds_count");
        assertEquals(seen.get(), sum(lines));
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> !line.contains("device=\"other\""))
                        .count(),
                () -> lines.toString());
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("about=\"other\",command=\"other\",device=\"other\"")));
    }

    @Test
    void aRegistryBoundLaterSeesWhatComesLater() {
        RpcMetrics metrics = RpcMetrics.create();
        try (FwctlDevice device = host.kernel.fwctl().withObserver(metrics).open(Host.ADDRESS)) {
            Settings.of(device).read("NUM_OF_VFS");
            metrics.bindTo(host.registry);
            assertEquals(0, sum(host.scraped("fwctl_rpc_seconds_count")));
            Settings.of(device).read("NUM_OF_VFS");
        }
        assertTrue(sum(host.scraped("fwctl_rpc_seconds_count")) > 0);
    }

    @Test
    void refusesANegativeLimit() {
        assertThrows(IllegalArgumentException.class, () -> RpcMetrics.create().withMostSeries(-1));
    }

    /** QUERY_HCA_CAP with a scope that taints. */
    private static void raw(FwctlDevice device) {
        RpcSlot slot = device.newSlot(16, 4112);
        slot.request().put(0, (byte) 0x01);
        device.rpc(slot, RpcScope.DEBUG_WRITE, 16, 4112);
    }

    private static double sum(List<String> lines) {
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
