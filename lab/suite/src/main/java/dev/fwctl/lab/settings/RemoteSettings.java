// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.lab.guest.Guest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SettingsProcess} from outside: gives it orders, hears what it says, and kills it. */
final class RemoteSettings implements AutoCloseable {
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    private RemoteSettings(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, which gets ready meanwhile; the first leaves an archive of its classes to those after it. */
    static RemoteSettings start(Path folder) throws IOException {
        Path archive = folder.resolve("settings.jsa");
        String sharing = (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive;
        List<String> command = Guest.java(
                List.of(),
                List.of(sharing, "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx96m"),
                SettingsProcess.class.getName(),
                folder.resolve("journal").toString());
        return new RemoteSettings(new ProcessBuilder(command)
                .redirectError(folder.resolve("settings.err").toFile())
                .start());
    }

    /** Waits until it is ready. */
    RemoteSettings ready() throws IOException {
        hear();
        return this;
    }

    /** What it says to an order, without the dot. */
    List<String> asked(String order) throws IOException {
        tell(order);
        return hear();
    }

    void tell(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
    }

    List<String> hear() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); !".".equals(line); line = answers.readLine()) {
            assertTrue(line != null, () -> "it ended by itself: " + lines);
            lines.add(line);
        }
        return lines;
    }

    /** SIGKILL; returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(128 + 9, process.exitValue());
    }

    /** Lets it end by itself. */
    @Override
    public void close() throws IOException {
        orders.close();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it does not end");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
