// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes as fast as it can is killed, again and again, and each time the log verifies and goes on. */
class CrashTest {
    private static final int KILLS = Integer.getInteger("dev.fwctl.audit.kills", 12);

    @TempDir
    Path root;

    @Test
    void killedInMidWrite() throws Exception {
        Path folder = Files.createDirectory(root.resolve("log"));
        long seed = Long.getLong("dev.fwctl.seed", 20261006);
        SplittableRandom random = new SplittableRandom(seed);
        int torn = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process writer = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Victim.class.getName(),
                            folder.toString(),
                            root.resolve("kernel" + kill).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(root.resolve("out").toFile())
                    .start();
            Path file = folder.resolve(name(kill));
            while (writer.isAlive() && !(Files.exists(file) && Files.size(file) > 1_000_000)) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(40));
            assertTrue(writer.isAlive(), () -> "the writer ended by itself: " + output());
            writer.destroyForcibly();
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
            assertEquals(128 + 9, writer.exitValue());

            List<Path> last = kill == 1 ? List.of(file) : List.of(folder.resolve(name(kill - 1)), file);
            SeriesReport report = AuditVerifier.verify(last, List.of()).get(0);
            assertEquals(List.of(), report.findings(), "kill " + kill + ", seed " + seed);
            torn += report.tornBytes() > 0 ? 1 : 0;
        }
        SeriesReport whole = AuditVerifier.verify(List.of(folder), List.of()).get(0);
        assertEquals(List.of(), whole.findings());
        assertEquals(KILLS, whole.files().size());
        System.err.println(
                KILLS + " kills, " + whole.rpcs() + " RPCs in the log, " + torn + " files end in a torn line");
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "app.%06d.jsonl", number);
    }

    private String output() {
        try {
            return Files.readString(root.resolve("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Writes until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            AuditLog log = AuditLog.in(Path.of(args[0]))
                    .series("app")
                    .rawLimit(32_768)
                    .queue(300, Duration.ofSeconds(10))
                    .open();
            FakeKernel kernel = new FakeKernel(Path.of(args[1]), ToyCommand::firmware);
            FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0");
            for (int t = 0; t < 2; t++) {
                new Thread(() -> {
                            for (int i = 0; ; i++) {
                                device.call(ToyCommand.READ, new ToyCommand.Request(i % 900, 0, 20_000));
                            }
                        })
                        .start();
            }
        }
    }
}
