// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.harness.machine.Preflight.Check;
import dev.fwctl.harness.machine.Preflight.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that consist of a few files. */
class MachineTest {
    @TempDir
    Path root;

    private void file(String name, String content) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), content + "\n");
    }

    private static Check check(Preflight preflight, String name) {
        return preflight.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatOthersDoIsWhatIsNeitherOursNorIdle() throws IOException {
        file("proc/stat", "cpu 100 0 100 800 0 0 0 0 0 0");
        file("proc/self/stat", "7 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 40 10 0 0 20 0 1");
        ProcessorTime before = ProcessorTime.read(root);
        assertEquals(new ProcessorTime(1000, 800, 0, 50), before);
        // 200 ticks of two processors pass: 100 idle, 30 of them softirqs, 20 stolen, of 80 busy ones 60 are ours (50
        // of them children's).
        file("proc/stat", "cpu 150 0 130 860 10 0 30 20 0 0");
        file("proc/self/stat", "7 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 45 15 30 20 20 0 1");
        ProcessorTime.Share share = ProcessorTime.read(root).since(before, 2);
        assertEquals(0.2, share.others(), 1e-9);
        assertEquals(0.1, share.steal(), 1e-9);
    }

    @Test
    void aQuietMachineIsTrusted() throws IOException {
        quiet();
        Preflight preflight = Preflight.of(root, new Clock(20, 10), new ProcessorTime.Share(0.01, 0), 2);
        assertEquals(Trust.GOOD, preflight.trust(), preflight.toString());
    }

    @Test
    void aBusyOneIsNot() throws IOException {
        quiet();
        file("proc/loadavg", "4.20 3.00 2.00 5/300 77");
        Preflight busy = Preflight.of(root, new Clock(20, 10), new ProcessorTime.Share(1.5, 0), 2);
        assertEquals(Trust.BAD, check(busy, "others").trust());
        assertTrue(check(busy, "others").words().contains("no verdict"));
        assertEquals(Trust.DOUBTFUL, check(busy, "load").trust());
        Preflight stolen = Preflight.of(root, new Clock(20, 10), new ProcessorTime.Share(0, 0.05), 2);
        assertEquals(Trust.BAD, check(stolen, "steal").trust());
    }

    @Test
    void aQuotaAGovernorAndAHypervisorAreSeen() throws IOException {
        quiet();
        file("sys/fs/cgroup/box/cpu.max", "50000 100000");
        file("proc/self/cgroup", "0::/box");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
        file("proc/cpuinfo", "model name\t: Some CPU\nflags\t\t: fpu hypervisor lm");
        Preflight preflight = Preflight.of(root, new Clock(900, 1000), new ProcessorTime.Share(0, 0), 2);
        assertEquals(Trust.BAD, check(preflight, "cgroup limit").trust());
        assertEquals(Trust.DOUBTFUL, check(preflight, "frequency").trust());
        assertEquals(Trust.DOUBTFUL, check(preflight, "hypervisor").trust());
        assertEquals(Trust.DOUBTFUL, check(preflight, "clock").trust());
    }

    @Test
    void factsThatDifferAreNamed() {
        assertEquals(
                List.of("kernel: Linux 6.18 before, Linux 7.3 now"),
                Facts.differences(
                        Map.of("kernel", "Linux 6.18", "date", "yesterday"),
                        Map.of("kernel", "Linux 7.3", "date", "today")));
    }

    @Test
    void thisMachineHasAClock() {
        Clock clock = Clock.measure();
        assertTrue(clock.costNanos() > 0 && clock.resolutionNanos() > 0, clock.toString());
        assertTrue(Facts.here().containsKey("processor"));
    }

    private void quiet() throws IOException {
        file("proc/loadavg", "0.10 0.10 0.10 1/300 77");
        file("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-1");
        file("sys/devices/system/cpu/online", "0-1");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
        file("proc/cpuinfo", "model name\t: Some CPU\nflags\t\t: fpu lm");
    }
}
