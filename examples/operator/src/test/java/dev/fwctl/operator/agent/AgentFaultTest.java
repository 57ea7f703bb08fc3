// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import static dev.fwctl.operator.agent.Cluster.ENABLE_SRIOV;
import static dev.fwctl.operator.agent.Cluster.MLX5;
import static dev.fwctl.operator.agent.Cluster.WANTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareStateStatus;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.testkit.fault.MortalSyscalls;
import dev.fwctl.testkit.fault.Mortality;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import dev.fwctl.testkit.mlx5.Mlx5WriteFault;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong: firmware, devices, the API server, agents. None of it ends in a loop. */
class AgentFaultTest {
    private final Cluster cluster = new Cluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    /** What nobody may see: writes, of firmware or of the API, that never end. */
    private void nothingMoreIsWritten() {
        cluster.awaitRounds(1);
        long firmware = cluster.firmwareWrites.get();
        long api = cluster.api.writes();
        cluster.awaitRounds(5);
        assertEquals(firmware, cluster.firmwareWrites.get());
        assertEquals(api, cluster.api.writes());
    }

    /** The firmware drops at each boot what was to come next: the loop that reboots nodes again and again elsewhere. */
    @Test
    void aValueThatIsGoneAfterTheBootIsNotWrittenAgain() {
        Agent agent = cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  onReset: Annotate"));
        cluster.awaitConditions("ResetRequired=True/SettingsWait");
        agent.close();
        cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 8));
        cluster.boot("second");
        cluster.startAgent();
        cluster.awaitConditions(
                "Degraded=True/NeverCurrent", "ResetRequired=False/NothingWaits", "Applied=False/NeverCurrent");
        cluster.await("no mark", () -> cluster.mark() == null);
        assertTrue(cluster.condition(Conditions.DEGRADED).getMessage().contains("NUM_OF_VFS"));
        nothingMoreIsWritten();
        assertEquals(8, cluster.numOfVfs(Mode.NEXT));
        // Whoever edits the resource has looked: it is tried again.
        cluster.edit(WANTED.replace("32", "16"));
        cluster.await("16", () -> cluster.numOfVfs(Mode.NEXT) == 16);
    }

    /** The firmware keeps what is to come next, and makes something else current. */
    @Test
    void aValueThatNoBootMakesCurrentAsksForNoMoreResets() {
        Agent agent = cluster.startAgent();
        cluster.create(WANTED.replace("spec:", "spec:\n  onReset: Annotate"));
        cluster.awaitConditions("ResetRequired=True/SettingsWait");
        cluster.await("the mark", () -> cluster.mark() != null);
        agent.close();
        cluster.boot("second");
        cluster.startAgent();
        cluster.awaitConditions(
                "Degraded=True/NeverCurrent", "ResetRequired=False/NothingWaits", "Applied=True/Written");
        cluster.await("no mark", () -> cluster.mark() == null);
        assertTrue(cluster.condition(Conditions.DEGRADED)
                .getMessage()
                .contains("NUM_OF_VFS: the node has booted, and it is still 8, not 32"));
        nothingMoreIsWritten();
        cluster.mlx5.reset();
        cluster.awaitConditions("Degraded=False/AsExpected", "Applied=True/Written");
    }

    @Test
    void aWriteThatTheFirmwareRefusesIsTriedThreeTimes() {
        for (int i = 1; i <= 20; i++) {
            cluster.mlx5.onWrite(i, Mlx5WriteFault.REFUSED);
        }
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Degraded=True/NeverTaken", "Applied=False/NeverTaken");
        assertEquals(Next.MOST, device(MLX5).write().count());
        assertEquals(8, cluster.numOfVfs(Mode.NEXT));
        assertEquals(0, cluster.bnxt.stored(ENABLE_SRIOV, 0), "the other device is not kept from it");
        nothingMoreIsWritten();
    }

    @Test
    void aWriteThatTimedOutAndWasTakenIsNoFailure() {
        cluster.mlx5.onWrite(1, Mlx5WriteFault.TAKEN_BUT_TIMED_OUT);
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written", "Degraded=False/AsExpected");
        assertEquals(1, device(MLX5).write().count());
    }

    @Test
    void aDeviceThatGoesIsMissedAndTheOtherServed() {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written");
        cluster.bnxtCard.unplug();
        cluster.awaitConditions("Degraded=True/DeviceMissing", "Applied=False/DeviceMissing");
        cluster.edit(WANTED.replace("32", "64"));
        cluster.await("the other device", () -> cluster.numOfVfs(Mode.NEXT) == 64);
        cluster.awaitConditions("Degraded=True/DeviceMissing");
        nothingMoreIsWritten();
        cluster.plugBnxt();
        cluster.awaitConditions("Degraded=False/AsExpected", "Applied=True/Written");
    }

    @Test
    void anApiServerThatGoesAwayIsWaitedFor() throws Exception {
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written");
        cluster.mlx5.reset();
        cluster.awaitConditions("ResetRequired=False/NothingWaits");
        long writes = cluster.firmwareWrites.get();
        cluster.api.goAway();
        cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 5));
        Thread.sleep(1000);
        assertEquals(writes, cluster.firmwareWrites.get(), "nothing is written that nobody can be told of");
        cluster.api.comeBack();
        cluster.await("32 again", () -> cluster.numOfVfs(Mode.NEXT) == 32);
        cluster.awaitConditions("Applied=True/Written", "Degraded=False/AsExpected");
        cluster.edit(WANTED.replace("32", "64"));
        cluster.await("an edit is seen again", () -> cluster.numOfVfs(Mode.NEXT) == 64);
    }

    @Test
    void twoAgentsOnOneNodeByMistakeWriteOnce() {
        cluster.startAgent();
        cluster.startAgent();
        cluster.create(WANTED);
        cluster.awaitConditions("Applied=True/Written", "Degraded=False/AsExpected");
        cluster.awaitRounds(3);
        cluster.awaitConditions("Applied=True/Written", "Degraded=False/AsExpected");
        assertEquals(32, cluster.numOfVfs(Mode.NEXT));
        assertEquals(0, cluster.bnxt.stored(ENABLE_SRIOV, 0));
        assertEquals(2, cluster.firmwareWrites.get(), "one TLV and one NVM option");
    }

    /** A process dies in mid-apply; the next one finds its journal, before it asks the API server. */
    @Test
    void aDeathInMidApplyIsRecoveredAtTheNextStart() {
        List<Integer> deaths = new ArrayList<>();
        int last = 1;
        for (; dies(last); last++) {
            if (!Journal.of(cluster.fwctl()).open().isEmpty()) {
                deaths.add(last);
            }
        }
        assertTrue(deaths.size() > 10, deaths + " of " + last);
        cluster.create(WANTED);
        for (int place : List.of(0, deaths.size() / 2, deaths.size() - 1)) {
            dies(deaths.get(place));
            assertEquals(1, Journal.of(cluster.fwctl()).open().size());
            Agent agent = cluster.startAgent();
            assertEquals(List.of(), Journal.of(cluster.fwctl()).open());
            cluster.await("32", () -> cluster.numOfVfs(Mode.NEXT) == 32);
            cluster.await("no SR-IOV", () -> cluster.bnxt.stored(ENABLE_SRIOV, 0) == 0);
            cluster.awaitConditions("Applied=True/Written", "Degraded=False/AsExpected");
            agent.close();
        }
    }

    /** Whether a process that begins with devices and a journal as at first is halted at a tick. */
    private boolean dies(int last) {
        cluster.mlx5.locked(() -> cluster.mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 8));
        cluster.bnxt.store(ENABLE_SRIOV, 0, 1);
        Journal.of(cluster.fwctl())
                .open()
                .forEach(one -> Journal.of(cluster.fwctl()).abandon(one.begin().transaction()));
        FirmwareSettings resource = Serialization.unmarshal(WANTED, FirmwareSettings.class);
        resource.getMetadata().setGeneration(1L);
        Mortality mortality = new Mortality(last);
        MortalSyscalls syscalls = new MortalSyscalls(cluster.kernel, mortality);
        Post dying = new Post(Cluster.NODE, cluster.fwctl().withSyscalls(syscalls), Duration.ofMillis(200), cluster.metrics);
        try {
            new Round(resource, dying, new FirmwareStateStatus(0, List.of(), List.of()))
                    .run(Round.Writing.ALLOWED, announced -> {});
        } catch (Mortality.Halt e) {
            // as ordered
        }
        syscalls.exit();
        return mortality.isDead();
    }

    private FirmwareStateStatus.Device device(String key) {
        return cluster.status().devices().stream()
                .filter(one -> one.device().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
