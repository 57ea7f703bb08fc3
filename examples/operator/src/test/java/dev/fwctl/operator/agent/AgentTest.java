// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import static dev.fwctl.operator.agent.Cluster.ENABLE_SRIOV;
import static dev.fwctl.operator.agent.Cluster.WANTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareStateStatus;
import dev.fwctl.operator.api.FirmwareStateStatus.Standing;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A resource goes in through the API, settings are applied to devices of two vendors, and conditions come out. */
class AgentTest {
    private final Cluster cluster = new Cluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aResourceIsAppliedToDevicesOfTwoVendors() {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions(
                "Applied=True/Written",
                "ResetRequired=True/SettingsWait",
                "Drifted=False/AsDesired",
                "Degraded=False/AsExpected");
        assertEquals(32, cluster.numOfVfs(Mode.NEXT));
        assertEquals(8, cluster.numOfVfs(Mode.CURRENT));
        assertEquals(0, cluster.bnxt.stored(ENABLE_SRIOV, 0));
        assertFalse(cluster.kernel.isTainted());
        assertEquals(1, cluster.status().observedGeneration());
        cluster.status().conditions().forEach(one -> assertEquals(1, one.getObservedGeneration()));
        assertEquals(2, cluster.status().devices().size());
        assertEquals(
                Standing.WAITS,
                cluster.status().devices().get(0).settings().get(0).state());
        assertEquals(
                "pci-0000:03:00.0: needed: PCIe link toggle or hot reset, warm reboot",
                cluster.condition(Conditions.RESET_REQUIRED).getMessage());
        cluster.await(
                "an event", () -> cluster.events().stream().anyMatch(one -> one.startsWith("written on node-1 as")));
    }

    @Test
    void aResetIsRequiredUntilItComesAndNoLonger() {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("ResetRequired=True/SettingsWait");
        cluster.awaitRounds(3);
        cluster.awaitConditions("ResetRequired=True/SettingsWait");
        cluster.mlx5.reset();
        cluster.awaitConditions(
                "ResetRequired=False/NothingWaits", "Applied=True/Written", "Degraded=False/AsExpected");
        assertEquals(
                Standing.IN_LINE,
                cluster.status().devices().get(0).settings().get(0).state());
    }

    @Test
    void anEditIsApplied() {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written");
        cluster.edit(WANTED.replace("32", "64"));
        cluster.await("generation 2", () -> cluster.status().observedGeneration() == 2);
        cluster.await("64", () -> cluster.numOfVfs(Mode.NEXT) == 64);
        cluster.awaitConditions("Applied=True/Written", "ResetRequired=True/SettingsWait");
    }

    @Test
    void whatIsInLineIsReadAndNeverWritten() {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written");
        cluster.mlx5.reset();
        cluster.awaitConditions("ResetRequired=False/NothingWaits");
        cluster.awaitRounds(1);
        long firmware = cluster.firmwareWrites.get();
        long api = cluster.api.writes();
        cluster.awaitRounds(5);
        assertEquals(firmware, cluster.firmwareWrites.get());
        assertEquals(api, cluster.api.writes(), "nothing is said that was said before");
    }

    @Test
    void aRoundOfTwoDevicesInLineTakesFewRpcs() {
        FirmwareSettings resource = Serialization.unmarshal(WANTED, FirmwareSettings.class);
        resource.getMetadata().setGeneration(1L);
        FirmwareStateStatus nothing = new FirmwareStateStatus(0, List.of(), List.of());
        new Round(resource, cluster.post(), nothing).run(Round.Writing.ALLOWED, announced -> {});
        cluster.mlx5.reset();
        long before = cluster.rpcs.get();
        new Round(resource, cluster.post(), nothing).run(Round.Writing.ALLOWED, announced -> {});
        assertEquals(5, cluster.rpcs.get() - before);
    }

    @Test
    void driftIsMended() {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written");
        cluster.mlx5.reset();
        cluster.awaitConditions("ResetRequired=False/NothingWaits");
        cluster.mlx5.locked(
                () -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 5).put("NUM_OF_VFS", Mode.CURRENT, 5));
        cluster.await("32 again", () -> cluster.numOfVfs(Mode.NEXT) == 32);
        cluster.awaitConditions("ResetRequired=True/SettingsWait", "Drifted=False/AsDesired", "Applied=True/Written");
    }

    @Test
    void driftIsOnlyReportedWhereThatIsAsked() {
        cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  onDrift: Report"));
        cluster.awaitConditions("Applied=True/Written");
        cluster.mlx5.reset();
        cluster.awaitConditions("ResetRequired=False/NothingWaits");
        long writes = cluster.firmwareWrites.get();
        cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 5));
        cluster.awaitConditions(
                "Drifted=True/ChangedByOthers", "Applied=False/ChangedByOthers", "Degraded=False/AsExpected");
        cluster.awaitRounds(3);
        assertEquals(5, cluster.numOfVfs(Mode.NEXT));
        assertEquals(writes, cluster.firmwareWrites.get());
        assertTrue(cluster.condition(Conditions.DRIFTED).getMessage().contains("NUM_OF_VFS: differs, 5, desired 32"));
        cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 32));
        cluster.awaitConditions("Drifted=False/AsDesired", "Applied=True/Written");
        cluster.edit(WANTED.replace("32", "64").replace("spec:", "spec:\n  onDrift: Report"));
        cluster.await("an edit is no drift", () -> cluster.numOfVfs(Mode.NEXT) == 64);
    }

    @Test
    void inMaintenanceOnly() {
        cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  applyTime: InMaintenance"));
        cluster.awaitConditions("Applied=False/NotInMaintenance", "Degraded=False/AsExpected");
        cluster.awaitRounds(2);
        assertEquals(0, cluster.firmwareWrites.get());
        cluster.cordon(true);
        cluster.awaitConditions("Applied=True/Written");
        cluster.cordon(false);
        cluster.awaitRounds(2);
        cluster.awaitConditions("Applied=True/Written");
    }

    @Test
    void aNodeIsMarkedWhileItWaitsForAReset() {
        cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  onReset: Annotate"));
        cluster.await("the mark", () -> "rack7".equals(cluster.mark()));
        cluster.mlx5.reset();
        cluster.await("no mark", () -> cluster.mark() == null);
        cluster.edit(WANTED.replace("32", "16").replace("spec:", "spec:\n  onReset: Annotate"));
        cluster.await("the mark", () -> "rack7".equals(cluster.mark()));
        cluster.client.resources(FirmwareSettings.class).withName("rack7").delete();
        cluster.await("no mark", () -> cluster.mark() == null);
        cluster.await("no state", () -> cluster.state("rack7") == null);
    }

    @Test
    void aNodeThatIsNotSelectedIsLeftAlone() {
        cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  nodeSelector: {rack: \"8\"}"));
        cluster.create(WANTED.replace("rack7", "other").replace("32", "8").replace("false", "true"));
        cluster.await("the other", () -> cluster.conditions("other").contains("Applied=True/Written"));
        assertEquals("", cluster.conditions("rack7"));
        assertEquals(0, cluster.firmwareWrites.get());
        cluster.client
                .nodes()
                .withName(Cluster.NODE)
                .edit(node -> node.edit()
                        .editMetadata()
                        .addToLabels("rack", "8")
                        .endMetadata()
                        .build());
        cluster.awaitConditions("Degraded=True/Conflict");
    }

    @Test
    void twoResourcesThatContradictEachOtherWriteNothing() {
        cluster.create(WANTED);
        cluster.create(WANTED.replace("rack7", "other").replace("32", "16"));
        cluster.startAgent();
        cluster.awaitConditions("Degraded=True/Conflict", "Applied=False/Conflict");
        cluster.await("the other", () -> cluster.conditions("other").contains("Degraded=True/Conflict"));
        assertTrue(cluster.condition(Conditions.DEGRADED).getMessage().contains("with other: "));
        assertEquals(0, cluster.firmwareWrites.get());
        cluster.client.resources(FirmwareSettings.class).withName("other").delete();
        cluster.awaitConditions("Degraded=False/AsExpected", "Applied=True/Written");
        assertEquals(32, cluster.numOfVfs(Mode.NEXT));
    }

    @Test
    void whatTheResourceDoesNotAllowIsRefused() {
        cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  policy: {effects: [immediate log change]}"));
        cluster.awaitConditions("Degraded=True/Refused", "Applied=False/Refused");
        cluster.awaitRounds(2);
        assertEquals(0, cluster.firmwareWrites.get());
        assertEquals(
                Standing.REFUSED,
                cluster.status().devices().get(0).settings().get(0).state());
        assertTrue(cluster.condition(Conditions.DEGRADED).getMessage().contains("firmwaresettings/rack7"));
    }

    @Test
    void aResourceThatCannotBeMeantSo() {
        cluster.startAgent();
        cluster.create(WANTED.replace("NUM_OF_VFS: 32", "NUM_OF_VFS: {maximum: true}"));
        cluster.awaitConditions("Degraded=True/Invalid", "Applied=False/Invalid");
        cluster.edit(WANTED.replace("NUM_OF_VFS", "NUM_OF_VSF"));
        cluster.awaitConditions("Degraded=True/Refused");
        assertTrue(cluster.condition(Conditions.DEGRADED).getMessage().contains("NUM_OF_VFS"), "it names near ones");
        cluster.edit(WANTED);
        cluster.awaitConditions("Applied=True/Written", "Degraded=False/AsExpected");
    }
}
