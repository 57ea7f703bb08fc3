// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.feature.EcsControl;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's own interface to the standard Features, on the model: what EDAC writes is what fwctl reads. */
class EdacTest {
    private boolean tainted;

    @BeforeEach
    void before() {
        tainted = Guest.taintedByFwctl();
    }

    @AfterEach
    void after() {
        assertEquals(tainted, Guest.taintedByFwctl(), "EDAC does not taint");
        Mock.mem(1).reset("cold");
        Mock.mem(6).reset("cold");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void scrubCycle(int number) {
        Path scrub = edac(number).resolve("scrub0");
        assertEquals("14400", read(scrub.resolve("min_cycle_duration")));
        assertEquals("918000", read(scrub.resolve("max_cycle_duration")));
        assertEquals("43200", read(scrub.resolve("current_cycle_duration")));
        assertEquals("1", read(scrub.resolve("enable_background")));

        int before = Mock.mem(number).seen("set_feature");
        write(scrub.resolve("current_cycle_duration"), "86400");
        assertEquals(before + 1, Mock.mem(number).seen("set_feature"));
        assertEquals("86400", read(scrub.resolve("current_cycle_duration")));
        assertEquals("14400", read(scrub.resolve("min_cycle_duration")), "the minimum is the device's own");
        write(scrub.resolve("enable_background"), "0");
        assertEquals("86400", read(scrub.resolve("current_cycle_duration")));
        assertEquals(
                "PatrolScrub[cycleChangeable=true, realTimeReporting=true, cycleHours=24, "
                        + "minimumCycleHours=4, enabled=false]",
                read(number, PatrolScrub.CODEC).toString());

        assertThrows(UncheckedIOException.class, () -> write(scrub.resolve("current_cycle_duration"), "10800"));
        assertEquals(24, read(number, PatrolScrub.CODEC).cycleHours());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void errorCheckScrub(int number) {
        Path first = edac(number).resolve("ecs_fru0");
        Path second = edac(number).resolve("ecs_fru1");
        assertEquals("256", read(first.resolve("threshold")));
        assertEquals("1024", read(second.resolve("threshold")));

        write(first.resolve("threshold"), "4096");
        write(second.resolve("mode"), "0");
        write(second.resolve("log_entry_type"), "0");
        assertEquals("4096", read(first.resolve("threshold")));
        assertEquals("0", read(first.resolve("log_entry_type")), "one byte for all FRUs");
        write(first.resolve("reset"), "1");

        EcsControl ecs = read(number, EcsControl.CODEC);
        assertEquals(0, ecs.logEntryType());
        assertEquals(4096, ecs.units().get(0).threshold().orElseThrow());
        assertTrue(ecs.units().get(0).realTimeReporting(), "what a Set does not carry stays");
        assertFalse(ecs.units().get(0).resetCounter(), "a command, not a value");
        assertEquals(1024, ecs.units().get(1).threshold().orElseThrow());
        assertEquals(EcsControl.CountMode.ROWS, ecs.units().get(1).countMode());
    }

    private static <T> T read(int number, FeatureCodec<T> codec) {
        try (FwctlDevice device = Fwctl.system().open(Mock.mem(number).memdev())) {
            return CxlDevice.of(device).read(codec);
        }
    }

    private static Path edac(int number) {
        return Path.of("/sys/bus/edac/devices", "cxl_" + Mock.mem(number).memdev());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String value) {
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
