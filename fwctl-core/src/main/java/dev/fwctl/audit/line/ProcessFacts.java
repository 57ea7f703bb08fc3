// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import dev.fwctl.internal.Sysfs;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that writes a log: this one, on the host that it really runs on, even if its devices are simulated.
 *
 * @param boot the kernel's boot id, a UUID that is new at each boot
 * @param host the host's name
 * @param pid the process id, in its own namespace
 * @param started when the process started
 * @param program what it runs: its main class or jar, without arguments, which may hold secrets
 * @param user the name of the user it runs as
 * @param uid the user's number; -1 if it cannot be read
 */
public record ProcessFacts(String boot, String host, long pid, Instant started, String program, String user, long uid) {
    public static ProcessFacts read() {
        Path proc = Path.of("/proc");
        ProcessHandle self = ProcessHandle.current();
        String command = System.getProperty("sun.java.command", "");
        int space = command.indexOf(' ');
        return new ProcessFacts(
                Sysfs.text(proc.resolve("sys/kernel/random/boot_id")).orElse("unknown"),
                Sysfs.text(proc.resolve("sys/kernel/hostname")).orElse("unknown"),
                self.pid(),
                self.info().startInstant().orElseGet(Instant::now),
                space < 0 ? command : command.substring(0, space),
                System.getProperty("user.name", ""),
                uid(Sysfs.text(proc.resolve("self/status")).orElse("")));
    }

    /** The effective user: the second number. */
    private static long uid(String status) {
        return status.lines()
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> line.split("\\s+", -1))
                .filter(numbers -> numbers.length > 2)
                .map(numbers -> Long.parseLong(numbers[2]))
                .findFirst()
                .orElse(-1L);
    }

    /** A name that no other process, on this host or on another with the same folder, gives its series. */
    public String series() {
        String shortBoot = boot.length() >= 8 ? boot.substring(0, 8) : "00000000";
        return "fwctl-" + shortBoot + "-" + pid + "-" + started.toEpochMilli();
    }
}
