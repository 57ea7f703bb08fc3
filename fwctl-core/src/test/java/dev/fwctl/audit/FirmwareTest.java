// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Command;
import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.ToyCommand;
import dev.fwctl.VendorModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which firmware an audit log says that a device runs, where nobody told it whom to ask. */
class FirmwareTest {
    @TempDir
    private Path root;

    private record Naming(String name, Supplier<String> version) implements VendorModule {
        @Override
        public Set<String> drivers() {
            return Set.of("toy_fwctl");
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }

        @Override
        public String firmware(FwctlNode node) {
            return version.get();
        }
    }

    private static String broken() {
        throw new IllegalStateException("a module's own fault");
    }

    /** Those modules are asked that the application gave its system, in their order, until one knows. */
    @Test
    void isNamedByTheModulesOfTheSystemThatOpenedTheDevice() throws IOException {
        assertEquals("28.43.2026", recorded(new Naming("mute", () -> ""), new Naming("naming", () -> "28.43.2026")));
    }

    /** What one module cannot say, the next may know. */
    @Test
    void aModuleThatFailsDoesNotSilenceTheNext() throws IOException {
        assertEquals(
                "28.43.2026",
                recorded(new Naming("broken", FirmwareTest::broken), new Naming("naming", () -> "28.43.2026")));
    }

    /** The firmware in the record of a call under these modules. */
    private String recorded(VendorModule... modules) throws IOException {
        Path folder = Files.createDirectory(root.resolve("log"));
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = new FakeKernel(root, ToyCommand::firmware)
                        .fwctl()
                        .withModules(List.of(modules))
                        .withObserver(log)
                        .open("fwctl0")) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
        }
        Map<?, ?> device =
                (Map<?, ?>) AuditLogTest.records(folder).get(1).members().get("device");
        return String.valueOf(device.get("firmware"));
    }
}
