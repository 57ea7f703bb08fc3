// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each access to a file of EDAC fails once, in each way: both settings are changed in the end, or neither. */
class EdacFaultTest {
    private static final String CYCLE = "scrub0/current_cycle_duration";
    private static final String MODE = "ecs_fru0/mode";
    private static final Map<String, Object> WANTED =
            Map.of("scrub0.current_cycle_duration", 14400, "ecs_fru0.mode", "codewords");

    /** How an access fails. */
    enum Way {
        /** Nothing is done. */
        NOT_DONE,
        /** A write is done, and the driver says that it failed. */
        DONE_ALL_THE_SAME
    }

    /** The real files, of which one access fails. */
    private static final class FailingFiles implements SysfsFiles {
        private int countdown;
        private Way way = Way.NOT_DONE;

        void failAt(int access, Way how) {
            countdown = access;
            way = how;
        }

        boolean isPast() {
            return countdown <= 0;
        }

        private boolean fails() {
            return --countdown == 0;
        }

        @Override
        public byte[] read(Path file) throws IOException {
            if (fails()) {
                throw new IOException("Input/output error");
            }
            return SysfsFiles.REAL.read(file);
        }

        @Override
        public void write(Path file, byte[] text) throws IOException {
            boolean fails = fails();
            if (!fails || way == Way.DONE_ALL_THE_SAME) {
                SysfsFiles.REAL.write(file, text);
            }
            if (fails) {
                throw new IOException("Input/output error");
            }
        }
    }

    /** The files of EDAC alone, as settings of a CXL device. */
    private record EdacModule(SysfsFiles files) implements SettingsModule {
        @Override
        public String name() {
            return "cxl";
        }

        @Override
        public Set<String> drivers() {
            return Set.of("cxl_mem");
        }

        @Override
        public boolean serves(FwctlNode node) {
            return true;
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }

        @Override
        public Stream<Setting> definitions() {
            return Stream.of();
        }

        @Override
        public DeviceSettings settings(FwctlDevice device) {
            return new DeviceSettings() {
                @Override
                public Hardware hardware() {
                    return Hardware.of("cxl 0x1234", "this test");
                }

                @Override
                public List<Unit> units() {
                    return EdacUnits.of(device, "mem1", files);
                }
            };
        }
    }

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final FailingFiles files = new FailingFiles();
    private final FwctlDevice device;

    EdacFaultTest() throws IOException {
        kernel.plug(CxlDriver.place("mem1", "0000:35:00.0", 0x1234), CxlDriver.of(CxlFirmware.demonstration()));
        file("scrub0/min_cycle_duration", "14400");
        file("scrub0/max_cycle_duration", "918000");
        reset();
        device = kernel.fwctl()
                .withModules(List.of(new EdacModule(files)))
                .withPolicy(AccessPolicy.configure())
                .open("0000:35:00.0");
    }

    private void reset() throws IOException {
        file(CYCLE, "43200");
        file(MODE, "0");
    }

    private Path folder() {
        return kernel.root().resolve("sys/bus/edac/devices/cxl_mem1");
    }

    private void file(String name, String text) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private List<String> texts() throws IOException {
        return List.of(
                Files.readString(folder().resolve(CYCLE)).strip(),
                Files.readString(folder().resolve(MODE)).strip());
    }

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    @ParameterizedTest
    @EnumSource
    void bothOrNeither(Way way) throws IOException {
        Settings settings = Settings.of(device);
        Set<ApplyResult.Status> seen = EnumSet.noneOf(ApplyResult.Status.class);
        int access = 1;
        while (true) {
            reset();
            files.failAt(0, way);
            var plan = settings.plan(WANTED);
            assertEquals(List.of(), plan.problems());
            files.failAt(access, way);
            boolean begun = true;
            ApplyResult.Status status = ApplyResult.Status.UNDONE;
            try {
                status = settings.apply(plan).status();
            } catch (FwctlException | dev.fwctl.settings.plan.SettingsException e) {
                begun = false;
            }
            if (!files.isPast()) {
                assertEquals(ApplyResult.Status.DONE, status, "nothing failed");
                break;
            }
            if (begun) {
                seen.add(status);
            }
            assertTrue(
                    status == ApplyResult.Status.DONE || status == ApplyResult.Status.UNDONE,
                    "access " + access + ": reading back works, and it is " + status);
            assertEquals(
                    status == ApplyResult.Status.DONE ? List.of("14400", "1") : List.of("43200", "0"),
                    texts(),
                    "access " + access);
            assertEquals(List.of(), settings.recover(), "nothing is left open");
            access++;
        }
        assertTrue(access > 8, access + " accesses");
        assertTrue(seen.contains(ApplyResult.Status.UNDONE), seen.toString());
        assertEquals(way == Way.DONE_ALL_THE_SAME, seen.contains(ApplyResult.Status.DONE), seen.toString());
    }
}
