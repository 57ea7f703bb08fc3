// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import dev.fwctl.seam.Syscalls;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The running kernel, seen without the library under test. */
public final class Guest {
    private static final int TAINT_FWCTL = 19;
    private static final int CAP_SYS_RAWIO = 17;

    /** What a program is started with that is to be root without CAP_SYS_RAWIO. */
    public static final List<String> WITHOUT_RAWIO =
            List.of("setpriv", "--inh-caps=-sys_rawio", "--bounding-set=-sys_rawio");

    private Guest() {}

    /** Where contracts run, as their report calls it. */
    public static String place(Syscalls syscalls) {
        return "lab/" + syscalls.name();
    }

    /** Whether this process has CAP_SYS_RAWIO in its effective set. */
    public static boolean hasRawIo() {
        try (FileInputStream file = new FileInputStream("/proc/self/status")) {
            String status = new String(file.readNBytes(1 << 16), StandardCharsets.US_ASCII);
            String effective = status.lines()
                    .filter(line -> line.startsWith("CapEff:"))
                    .findFirst()
                    .orElseThrow();
            return (Long.parseLong(effective.substring(7).strip(), 16) >> CAP_SYS_RAWIO & 1) == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bit 19 of /proc/sys/kernel/tainted. */
    public static boolean taintedByFwctl() {
        // Not Files.readString: see dev.fwctl.internal.Sysfs. A test of the library must not share its fault.
        try (FileInputStream file = new FileInputStream("/proc/sys/kernel/tainted")) {
            byte[] bytes = new byte[64];
            int length = file.read(bytes);
            return (Long.parseLong(new String(bytes, 0, length, StandardCharsets.US_ASCII).strip()) >> TAINT_FWCTL & 1)
                    == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited two minutes in vain: " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    public record Result(int status, String output) {}

    /** Runs a program to its end. */
    public static Result run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A JVM like this one: its options, then a main class and its arguments. */
    public static List<String> java(List<String> wrapper, List<String> options, String... mainAndArguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainAndArguments));
        return command;
    }
}
