// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.mlx5.Mlx5Module;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceMetricsTest {
    private final Host host = new Host();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void countsDevicesByDriverAndNoticesThatOneWent() {
        bind();
        assertEquals(
                List.of(
                        "fwctl_devices{driver=\"cxl_mem\"} 0.0",
                        "fwctl_devices{driver=\"mlx5_core\"} 1.0",
                        "fwctl_devices{driver=\"other\"} 0.0"),
                host.scraped("fwctl_devices"));
        host.adapter.unplug();
        host.adapter.awaitNodeRemoved();
        bind();
        assertEquals(1, host.scraped("fwctl_devices{driver=\"mlx5_core\"} 0.0").size(), () -> host.registry.scrape());
    }

    @Test
    void tellsThatTheKernelWasTainted() {
        bind();
        assertEquals(List.of("fwctl_kernel_tainted 0.0"), host.scraped("fwctl_kernel_tainted"));
        try (FwctlDevice device = host.kernel
                .fwctl()
                .withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE))
                .open(Host.ADDRESS)) {
            RpcSlot slot = device.newSlot(16, 4112);
            slot.request().put(0, (byte) 0x01);
            device.rpc(slot, RpcScope.DEBUG_WRITE, 16, 4112);
        }
        assertEquals(List.of("fwctl_kernel_tainted 1.0"), host.scraped("fwctl_kernel_tainted"));
    }

    /** Metrics that have not counted yet. */
    private void bind() {
        host.registry.clear();
        DeviceMetrics.of(host.kernel.fwctl().withModules(List.of(new Mlx5Module(), new CxlModule())))
                .bindTo(host.registry);
    }
}
