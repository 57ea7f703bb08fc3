// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.VendorModule;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's jar that was built for another version of the interface. */
class CoreSpiVersionTest {
    /** Of a later version. */
    public static class Newer implements VendorModule {
        @Override
        public int spi() {
            return SPI + 1;
        }

        @Override
        public String name() {
            return "newer";
        }

        @Override
        public Set<String> drivers() {
            return Set.of("acme_fw");
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }
    }

    /** Of an earlier one. */
    public static final class Older extends Newer {
        @Override
        public int spi() {
            return SPI - 1;
        }

        @Override
        public String name() {
            return "older";
        }
    }

    @Test
    void oneThatIsGivenIsRefusedByNameWithTheCure() {
        try (EchoBench bench = new EchoBench();
                FwctlDevice device = bench.fwctl.open("fwctl0")) {
            String newer = assertThrows(
                            IllegalArgumentException.class, () -> bench.fwctl.withModules(List.of(new Newer())))
                    .getMessage();
            assertTrue(
                    newer.startsWith("the vendor module newer (" + Newer.class.getName() + ") was built for version 2"),
                    newer);
            assertTrue(
                    newer.endsWith("has version 1: take a newer fwctl-core, or an older release of the module"), newer);
            String older = assertThrows(IllegalArgumentException.class, () -> device.requireServedBy(new Older()))
                    .getMessage();
            assertTrue(older.endsWith("take a newer release of the module"), older);
        }
    }

    /** As if its jar were on the path: the others are found as ever. */
    @Test
    void oneThatIsFoundIsLeftOut(@TempDir Path jar) throws Exception {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(VendorModule.class.getName()), Newer.class.getName() + "\n" + Older.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        List<String> expected = names(Fwctl.system());
        try (URLClassLoader path = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(path);
            assertEquals(expected, names(Fwctl.system()));
        } finally {
            thread.setContextClassLoader(before);
        }
        assertTrue(expected.contains("toy"), expected::toString);
    }

    private static List<String> names(Fwctl system) {
        return system.modules().stream().map(VendorModule::name).sorted().toList();
    }
}
