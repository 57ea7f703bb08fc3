// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** A simulated host with one network adapter, and a registry that Prometheus could scrape. */
final class Host implements AutoCloseable {
    static final String ADDRESS = "0000:03:00.0";

    final SimulatedKernel kernel = SimulatedKernel.create();
    final Mlx5Firmware firmware = Mlx5Firmware.connectX7();
    final PluggedDevice adapter = kernel.plug(Placement.pci(ADDRESS, 0x15b3, 0x1021), Mlx5Driver.of(firmware));
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** The lines that Prometheus gets of one metric, by the beginning of their names. */
    List<String> scraped(String name) {
        return registry.scrape().lines().filter(line -> line.startsWith(name)).toList();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
