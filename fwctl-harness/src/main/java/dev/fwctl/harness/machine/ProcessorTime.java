// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.machine;

import java.nio.file.Path;

/**
 * The time that the machine's processors have spent on each kind of work since it started, in ticks (a hundredth of a
 * second). Two readings say who else was there between them.
 *
 * <p>Source: {@code proc_stat(5)} and {@code proc_pid_stat(5)}.
 *
 * @param total of all processors
 * @param idle nobody had anything to do, or all waited for a disk, or interrupts' work that was put off was done: that is
 *     nobody's time, and the ends of our own processes bring the most of it
 * @param steal a hypervisor gave the time to somebody else
 * @param ours of this process and of those of its children that have ended
 */
public record ProcessorTime(long total, long idle, long steal, long ours) {
    // Fields of the first line of /proc/stat, counted from its name.
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int SOFTIRQ = 7;
    private static final int STEAL = 8;

    /**
     * Who else was there.
     *
     * @param others processors that others kept busy, on average: 0.5 is half a processor
     * @param steal share of all time that the hypervisor took, 0 to 1
     */
    public record Share(double others, double steal) {}

    /**
     * Reads it now.
     *
     * @param root the system's root, {@code /}
     * @return all zero where {@code /proc} cannot be read
     */
    public static ProcessorTime read(Path root) {
        ProcFiles files = new ProcFiles(root);
        String[] cpu = files.read("proc/stat").split("\n")[0].split("\\s+");
        if (cpu.length < 9) {
            return new ProcessorTime(0, 0, 0, 0);
        }
        long total = 0;
        for (int i = 1; i <= 8; i++) {
            total += Long.parseLong(cpu[i]);
        }
        String self = files.read("proc/self/stat");
        String[] fields = self.substring(self.lastIndexOf(')') + 1).strip().split(" ");
        long ours = 0;
        // Fields 14 to 17: utime, stime, cutime, cstime; the first here is field 3.
        for (int i = 11; i <= 14 && i < fields.length; i++) {
            ours += Long.parseLong(fields[i]);
        }
        long idle = Long.parseLong(cpu[IDLE]) + Long.parseLong(cpu[IOWAIT]) + Long.parseLong(cpu[SOFTIRQ]);
        return new ProcessorTime(total, idle, Long.parseLong(cpu[STEAL]), ours);
    }

    /**
     * Who else was there since an earlier reading. Children count as ours once they have ended, so read while none
     * runs.
     *
     * @param earlier the earlier reading
     * @param processors how many processors the machine has
     * @return zero if no time has passed
     */
    public Share since(ProcessorTime earlier, int processors) {
        long passed = total - earlier.total;
        if (passed <= 0) {
            return new Share(0, 0);
        }
        long busy = passed - (idle - earlier.idle) - (steal - earlier.steal) - (ours - earlier.ours);
        return new Share(Math.max(0, (double) busy * processors / passed), (double) (steal - earlier.steal) / passed);
    }
}
