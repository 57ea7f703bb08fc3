// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.machine;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A look at a machine before anything is measured, and its meaning for the measurement, in words.
 *
 * @param checks one after the other, as they are to be shown
 */
public record Preflight(List<Check> checks) {
    /** More of one processor than this in others' hands, and nothing measured beside them can be trusted. */
    public static final double OTHERS_AT_MOST = 0.10;

    /** More of all time than this with the hypervisor, likewise. */
    public static final double STEAL_AT_MOST = 0.01;

    private static final long LOOK_MILLIS = 300;
    private static final double SLOW_CLOCK_NANOS = 60;
    private static final long COARSE_CLOCK_NANOS = 100;

    /** How far a measurement can be trusted in the light of one check. */
    public enum Trust {
        /** As it should be. */
        GOOD,
        /** Results are right, and another machine's or day's may differ from them. */
        DOUBTFUL,
        /** Nothing that is measured now decides anything. */
        BAD
    }

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param value what it is
     * @param trust what follows
     * @param words why, and what to do about it; empty if all is well
     */
    public record Check(String name, String value, Trust trust, String words) {}

    /** Copies the list. */
    public Preflight {
        checks = List.copyOf(checks);
    }

    /**
     * Looks at this machine; takes a third of a second, most of which it watches who else is there.
     *
     * @return all checks
     */
    public static Preflight look() {
        Path root = Path.of("/");
        int processors = ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors();
        ProcessorTime before = ProcessorTime.read(root);
        Clock clock = Clock.measure();
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessorTime.Share share = ProcessorTime.read(root).since(before, processors);
        return of(root, clock, share, processors);
    }

    static Preflight of(Path root, Clock clock, ProcessorTime.Share share, int processors) {
        ProcFiles files = new ProcFiles(root);
        List<Check> checks = new ArrayList<>();
        checks.add(clock(clock));
        checks.add(others(share));
        checks.add(steal(share));
        checks.add(load(files.read("proc/loadavg"), processors));
        checks.add(governor(files));
        checks.add(pinned(files));
        checks.add(quota(files));
        String hypervisor = Facts.hypervisor(files);
        checks.add(new Check(
                "hypervisor",
                hypervisor,
                hypervisor.equals("none") ? Trust.GOOD : Trust.DOUBTFUL,
                hypervisor.equals("none") ? "" : "what its other guests do is not visible from here"));
        checks.add(flags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        return new Preflight(checks);
    }

    /**
     * The worst of all checks.
     *
     * @return good only if each is
     */
    public Trust trust() {
        return checks.stream().map(Check::trust).max(Enum::compareTo).orElse(Trust.GOOD);
    }

    private static Check clock(Clock clock) {
        String value = String.format(
                Locale.ROOT, "a reading costs %.0f ns, steps of %d ns", clock.costNanos(), clock.resolutionNanos());
        boolean poor = clock.costNanos() > SLOW_CLOCK_NANOS || clock.resolutionNanos() > COARSE_CLOCK_NANOS;
        return new Check(
                "clock",
                value,
                poor ? Trust.DOUBTFUL : Trust.GOOD,
                poor
                        ? "latencies of single fast calls are mostly the clock's; see"
                                + " /sys/devices/system/clocksource/clocksource0/current_clocksource"
                        : "");
    }

    private static Check others(ProcessorTime.Share share) {
        boolean busy = share.others() > OTHERS_AT_MOST;
        return new Check(
                "others",
                String.format(Locale.ROOT, "%.2f of a processor", share.others()),
                busy ? Trust.BAD : Trust.GOOD,
                busy ? "somebody else works here: no verdict will be given; stop it, or come back later" : "");
    }

    private static Check steal(ProcessorTime.Share share) {
        boolean stolen = share.steal() > STEAL_AT_MOST;
        return new Check(
                "steal",
                String.format(Locale.ROOT, "%.1f %%", share.steal() * 100),
                stolen ? Trust.BAD : Trust.GOOD,
                stolen ? "the hypervisor gives this machine's time to others: no verdict will be given" : "");
    }

    private static Check load(String average, int processors) {
        String value = average.split(" ")[0];
        boolean busy = !value.isEmpty() && Double.parseDouble(value) > processors / 2.0;
        return new Check(
                "load",
                (value.isEmpty() ? "unknown" : value) + " on " + processors + " processors",
                busy ? Trust.DOUBTFUL : Trust.GOOD,
                busy ? "busy until a moment ago" : "");
    }

    private static Check governor(ProcFiles files) {
        String folder = "sys/devices/system/cpu/cpu0/cpufreq/";
        String governor = files.read(folder + "scaling_governor");
        if (governor.isEmpty()) {
            return new Check("frequency", "not visible", Trust.DOUBTFUL, "a virtual machine's host decides about it");
        }
        boolean fixed = governor.equals("performance");
        return new Check(
                "frequency",
                governor + ", " + files.read(folder + "scaling_cur_freq") + " kHz",
                fixed ? Trust.GOOD : Trust.DOUBTFUL,
                fixed ? "" : "it follows the work; cpupower frequency-set -g performance fixes it");
    }

    private static Check pinned(ProcFiles files) {
        String allowed = files.line("proc/self/status", "Cpus_allowed_list");
        String online = files.read("sys/devices/system/cpu/online");
        String isolated = files.read("sys/devices/system/cpu/isolated");
        boolean all = allowed.equals(online);
        return new Check(
                "processors",
                allowed + " of " + online + (isolated.isEmpty() ? "" : ", isolated " + isolated),
                Trust.GOOD,
                all ? "not pinned; taskset -c pins, if rivals shall not move" : "pinned");
    }

    private static Check quota(ProcFiles files) {
        String group = files.read("proc/self/cgroup").replaceFirst("^0::/?", "");
        String max = files.read("sys/fs/cgroup/" + (group.isEmpty() ? "" : group + "/") + "cpu.max");
        if (max.isEmpty()) {
            max = files.read("sys/fs/cgroup/cpu.max");
        }
        boolean limited = !max.isEmpty() && !max.startsWith("max");
        return new Check(
                "cgroup limit",
                limited ? max + " us" : "none",
                limited ? Trust.BAD : Trust.GOOD,
                limited ? "the kernel stops this process whenever its quota is used up: no verdict will be given" : "");
    }

    private static Check flags(List<String> arguments) {
        List<String> telling = arguments.stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("-javaagent"))
                .toList();
        boolean slow = telling.stream()
                .anyMatch(flag -> flag.equals("-Xint") || flag.contains("TieredStopAtLevel") || flag.contains("agent"));
        return new Check(
                "JVM flags",
                telling.isEmpty() ? "none" : String.join(" ", telling),
                slow ? Trust.BAD : Trust.GOOD,
                slow ? "not how programs run: take them away" : "");
    }
}
