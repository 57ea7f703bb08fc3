// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.outside.OutsideDemo;
import dev.fwctl.DeviceInfo;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @Test
    void theOrdinaryDiscoveryReadsItsSysfs() {
        try (SimulatedKernel kernel = Demo.kernel()) {
            Fwctl fwctl = kernel.fwctl();
            FwctlNode mem0 = fwctl.node("cxl:mem0");
            assertEquals("fwctl0", mem0.name());
            assertEquals("cxl_mem", mem0.driver().orElseThrow());
            assertEquals("cxl", mem0.parent().subsystem());
            assertEquals("8086:0d93", mem0.parent().pci().orElseThrow().id());
            assertEquals("pci-0000:35:00.0-0xc0ffee0123456789", mem0.stableKey());
            FwctlNode unknown = fwctl.node("05:00.0");
            assertEquals("acme_fw", unknown.driver().orElseThrow());
            assertEquals("pci-0000:05:00.0", unknown.stableKey());
            try (FwctlDevice device = fwctl.open("cxl:mem0")) {
                DeviceInfo info = device.info();
                assertEquals(2, info.type().number());
                assertEquals(0, info.reportedLength(), "the CXL driver has no info callback");
            }
            assertTrue(kernel.openFiles().isEmpty());
        }
    }

    /** The node's name of each is in documents and tests: what joins comes behind. */
    @Test
    void oneOfEachDriver() {
        try (SimulatedKernel kernel = Demo.kernel()) {
            assertEquals(
                    List.of("cxl_mem", "cxl_mem", "acme_fw", "mlx5_core", "bnxt_en", "bnxt_en", "pds_core"),
                    kernel.fwctl().nodes().stream()
                            .map(node -> node.driver().orElseThrow())
                            .toList());
            assertEquals("fwctl4", kernel.fwctl().node("net:eth4").name());
            kernel.fwctl().nodes().forEach(node -> {
                try (FwctlDevice device = kernel.fwctl().open(node)) {
                    assertTrue(device.info().type().number() > 0, node::toString);
                }
            });
        }
    }

    /** As if its jar were on the path: the devices of this project keep their names, and the new one comes behind. */
    @Test
    void anOutsideVendorsJarJoins(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(DemoDevices.class.getName()), OutsideDemo.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader path = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(path);
            try (SimulatedKernel kernel = Demo.kernel()) {
                assertEquals("fwctl0", kernel.fwctl().node("cxl:mem0").name());
                FwctlNode outside = kernel.fwctl().node("0000:44:00.0");
                assertEquals("fwctl7", outside.name());
                assertEquals("outside_fwctl", outside.driver().orElseThrow());
                assertEquals("blue\n", Files.readString(outside.parent().path().resolve("colour")));

                Path file = kernel.root().resolve("dev/outside/outside.0");
                int fd = kernel.open(file.toString(), 2);
                ByteBuffer memory = ByteBuffer.allocateDirect(4).put(0, (byte) 41);
                assertEquals(0, kernel.ioctl(fd, 7, kernel.address(memory)));
                assertEquals(42, memory.get(0));
                assertEquals(-Errno.EFAULT.number(), kernel.ioctl(fd, 7, 8));
                assertEquals(-Errno.ENOTTY.number(), kernel.ioctl(fd, 8, 0));
                assertTrue(
                        Files.readString(kernel.root().resolve("proc/devices")).contains(" outside\n"));
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
