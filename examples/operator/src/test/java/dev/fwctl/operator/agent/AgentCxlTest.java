// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import static dev.fwctl.operator.agent.Cluster.ENABLE_SRIOV;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.operator.api.FirmwareStateStatus.Device;
import dev.fwctl.operator.api.FirmwareStateStatus.Standing;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFeature;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.cxl.CxlFirmware.Reset;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A CXL device: settings in EDAC's files and in Features, and what cannot be read back or undone. */
class AgentCxlTest {
    /** No codec is for it: bytes, of which the device says nothing once they are written. */
    private static final UUID OPAQUE = UUID.fromString("025eed00-f0c7-4a1e-8000-0000000ac300");

    /** Changeable, with a default and no saved value. */
    private static final int UNSAVED = 1 | 4 << 1 | 1 << 5;

    private final Cluster cluster = new Cluster();
    private final Path edac = cluster.kernel.root().resolve("sys/bus/edac/devices/cxl_mem0/scrub0");
    private CxlFirmware firmware = CxlFirmware.demonstration();

    @AfterEach
    void close() {
        cluster.close();
    }

    private void plug() {
        cluster.kernel.rawIo(true);
        cluster.kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 0x1234), CxlDriver.of(firmware));
    }

    private void scrub() {
        write("current_cycle_duration", "43200");
        write("min_cycle_duration", "14400");
        write("max_cycle_duration", "918000");
        write("enable_background", "1");
    }

    private static String wanted(String settings, String more) {
        return """
                apiVersion: fwctl.dev/v1alpha1
                kind: FirmwareSettings
                metadata: {name: rack7}
                spec:
                  policy: {taint: Allowed}
                  devices:
                  - select: {driver: cxl_mem}
                    settings: {%s}
                    %s
                """.formatted(settings, more);
    }

    private Device device() {
        return cluster.status().devices().stream()
                .filter(one -> one.device().contains("1234"))
                .findFirst()
                .orElseThrow();
    }

    private Standing standing() {
        return device().settings().get(0).state();
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(edac);
            Files.writeString(edac.resolve(file), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(edac.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void nothingMoreIsWritten() {
        cluster.awaitRounds(1);
        long writes = cluster.firmwareWrites.get();
        cluster.awaitRounds(3);
        assertEquals(writes, cluster.firmwareWrites.get());
    }

    @Test
    void oneResourceIsAppliedToDevicesOfThreeDrivers() {
        plug();
        cluster.startAgent();
        cluster.create(Cluster.WANTED.replace("spec:", "spec:\n  policy: {taint: Allowed}")
                + "  - select: {driver: cxl_mem}\n    settings: {fan.speed: 50}\n");
        cluster.awaitConditions("Applied=True/Written", "ResetRequired=True/SettingsWait", "Degraded=False/AsExpected");
        assertEquals(3, cluster.status().devices().size());
        assertEquals(50, firmware.savedValue(Fan.FEATURE)[0]);
        assertEquals(32, cluster.numOfVfs(Mode.NEXT));
        assertEquals(0, cluster.bnxt.stored(ENABLE_SRIOV, 0));
    }

    @Test
    void aFeatureIsAppliedAndWaitsForItsReset() {
        plug();
        cluster.startAgent();
        cluster.create(wanted("fan.speed: 50", ""));
        cluster.awaitConditions("Applied=True/Written", "ResetRequired=True/SettingsWait");
        assertEquals(1, firmware.currentValue(Fan.FEATURE)[0]);
        assertEquals(Standing.WAITS, standing());
        assertTrue(device().reset().contains("cold reset"), device().reset());
        assertTrue(cluster.kernel.isTainted(), "Set Feature is a write for debugging");
        nothingMoreIsWritten();
        cluster.awaitConditions("ResetRequired=True/SettingsWait");
        firmware.reset(Reset.COLD);
        cluster.awaitConditions("ResetRequired=False/NothingWaits", "Degraded=False/AsExpected");
        assertEquals(Standing.IN_LINE, standing());
    }

    @Test
    void aFeatureIsNotWrittenWhereTheKernelMayNotBeTainted() {
        plug();
        cluster.startAgent();
        cluster.create(wanted("fan.speed: 50", "").replace("Allowed", "Never"));
        cluster.awaitConditions("Degraded=True/Refused", "Applied=False/Refused");
        nothingMoreIsWritten();
        assertFalse(cluster.kernel.isTainted());
        assertEquals(1, firmware.savedValue(Fan.FEATURE)[0]);
    }

    @Test
    void edacIsAppliedAtOnceAndMendedWithoutTaint() {
        scrub();
        plug();
        cluster.startAgent();
        cluster.create(wanted("scrub0.current_cycle_duration: 14400", "").replace("Allowed", "Never"));
        cluster.awaitConditions("Applied=True/Written", "ResetRequired=False/NothingWaits");
        assertEquals("14400", read("current_cycle_duration"));
        write("current_cycle_duration", "7200");
        cluster.await("14400 again", () -> read("current_cycle_duration").equals("14400"));
        assertFalse(cluster.kernel.isTainted());
        cluster.edit(wanted("patrol-scrub.cycle-hours: 4", ""));
        cluster.awaitConditions("Degraded=True/Refused");
        assertTrue(
                cluster.condition(Conditions.DEGRADED).getMessage().contains("it can only be read"),
                "the kernel keeps that Feature to itself");
    }

    /** One waited for the boot and came; the other held, and the boot dropped it. No reset would bring that back. */
    @Test
    void whatABootDropsIsWrittenAgain() {
        scrub();
        plug();
        Agent agent = cluster.startAgent();
        cluster.create(wanted("fan.speed: 50, scrub0.current_cycle_duration: 14400", ""));
        cluster.awaitConditions("Applied=True/Written", "ResetRequired=True/SettingsWait");
        agent.close();
        cluster.boot("second");
        firmware.reset(Reset.COLD);
        write("current_cycle_duration", "43200");
        cluster.startAgent();
        cluster.await("14400 again", () -> read("current_cycle_duration").equals("14400"));
        cluster.awaitConditions("Applied=True/Written", "ResetRequired=False/NothingWaits", "Degraded=False/AsExpected");
        nothingMoreIsWritten();
        assertEquals(3, cluster.firmwareWrites.get());
    }

    @Test
    void whatCannotBeReadBackTakesConsentAndIsWrittenOnce() {
        plug();
        Agent agent = cluster.startAgent();
        String settings = "feature." + OPAQUE + ": \"0102030405060708\"";
        cluster.create(wanted(settings, ""));
        cluster.awaitConditions("Degraded=True/Refused", "Applied=False/Refused");
        assertTrue(cluster.condition(Conditions.DEGRADED).getMessage().contains("Consent to WITHOUT_READ_BACK"));
        nothingMoreIsWritten();
        assertEquals(0, cluster.firmwareWrites.get());
        cluster.edit(wanted(settings, "consents: [WITHOUT_READ_BACK]"));
        cluster.awaitConditions(
                "Applied=True/Unverified", "ResetRequired=True/SettingsWait", "Degraded=False/AsExpected");
        assertEquals(Standing.UNVERIFIED, standing());
        assertEquals(8, firmware.savedValue(OPAQUE)[7]);
        nothingMoreIsWritten();
        agent.close();
        cluster.boot("second");
        cluster.startAgent();
        cluster.awaitConditions("Applied=True/Unverified", "ResetRequired=False/NothingWaits");
        assertNull(device().reset());
        nothingMoreIsWritten();
        assertEquals(1, cluster.firmwareWrites.get());
        cluster.edit(wanted(settings.replace("08", "09"), "consents: [WITHOUT_READ_BACK]"));
        cluster.await("another edit", () -> firmware.savedValue(OPAQUE)[7] == 9);
        nothingMoreIsWritten();
        assertEquals(2, cluster.firmwareWrites.get());
    }

    /** What holds can be read, what comes next cannot: the boot shows whether it was taken. */
    @Test
    void whatIsOnlyReadOnceItHoldsIsJudgedAfterTheBoot() {
        byte[] value = {1, 0, 0, 0};
        firmware = CxlFirmware.of(CxlFeature.readOnly(Fan.FEATURE.toString(), value)
                .changeable(CxlFeature.COLD_RESET)
                .flags(UNSAVED));
        plug();
        Agent agent = cluster.startAgent();
        cluster.create(wanted("fan.speed: 50", "consents: [WITHOUT_READ_BACK]"));
        cluster.awaitConditions("Applied=True/Unverified", "ResetRequired=True/SettingsWait");
        nothingMoreIsWritten();
        agent.close();
        cluster.boot("second");
        agent = cluster.startAgent();
        cluster.awaitConditions("Degraded=True/NeverCurrent", "ResetRequired=False/NothingWaits");
        nothingMoreIsWritten();
        assertEquals(1, cluster.firmwareWrites.get());
        firmware.reset(Reset.COLD);
        cluster.awaitConditions("Degraded=False/AsExpected", "Applied=True/Written");
        assertEquals(Standing.IN_LINE, standing());
    }
}
