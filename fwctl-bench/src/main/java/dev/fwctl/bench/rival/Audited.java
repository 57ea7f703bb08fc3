// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcObserver;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit log beside what it cannot cost less than: its bytes, written to a file by {@code FileChannel.write}.
 * The command that is recorded reaches no kernel, so that the line is nearly all there is. Files lie where temporary files do.
 */
public final class Audited {
    /** As long as the log's own files become. */
    private static final long FILE_BYTES = 64L << 20;

    private final Target target;
    private final Outcomes outcomes;

    public Audited(Target target, Outcomes outcomes) {
        this.target = target;
        this.outcomes = outcomes;
    }

    /** The command without a log. */
    public Task unlogged() {
        return Library.typed(device(null), target, outcomes);
    }

    /** With a log at {@code WRITTEN}. */
    public Task written() {
        try {
            Path folder = folder();
            AuditLog log = log(folder);
            atExit(log::close, folder);
            return Library.typed(device(log), target, outcomes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FwctlDevice device(@Nullable RpcObserver log) {
        return target.open(new NoKernel(), Policies.TYPED, log);
    }

    private static AuditLog log(Path folder) throws IOException {
        return AuditLog.in(folder)
                .durability(Durability.WRITTEN)
                .queue(1024, Duration.ofSeconds(10))
                .open();
    }

    /** As many bytes as a line has, and nothing else, to files like the log's. */
    public Task bareWrite() {
        try {
            Path folder = folder();
            BareFiles files = new BareFiles(folder);
            atExit(() -> {}, folder);
            byte[] line = line();
            return times -> {
                try {
                    long written = 0;
                    for (int i = 0; i < times; i++) {
                        written += files.write(line);
                    }
                    return written;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Files of the length of the log's, one after the other, each forced to the disk when it is full: what a write costs depends
     * on whether the memory behind the file is fresh, and on what else the disk has to do.
     */
    private static final class BareFiles {
        private final Path folder;
        private FileChannel file;
        private int number = 1;
        private long length;

        BareFiles(Path folder) throws IOException {
            this.folder = folder;
            this.file = next();
        }

        private FileChannel next() throws IOException {
            return FileChannel.open(
                    folder.resolve("bare." + number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        int write(byte[] line) throws IOException {
            if (length + line.length > FILE_BYTES) {
                file.force(true);
                file.close();
                number++;
                file = next();
                length = 0;
            }
            length += line.length;
            return file.write(ByteBuffer.wrap(line));
        }
    }

    /** A line as a log writes it. */
    private byte[] line() throws IOException {
        Path folder = folder();
        AuditLog log = log(folder);
        atExit(() -> {}, folder);
        try (log;
                FwctlDevice device = device(log)) {
            device.call(Query.COMMAND, Query.Request.of(target));
        }
        List<String> lines = Files.readAllLines(log.file());
        String rpc = lines.stream()
                .filter(line -> line.contains("\"kind\":\"rpc\""))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the log has no line of an RPC"));
        return (rpc + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("fwctl-bench-audit");
    }

    /** A folder goes with the process, once nobody writes there any more. */
    private static void atExit(Runnable end, Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.run();
            try {
                HostSystem.delete(folder);
            } catch (IOException e) {
                System.err.println("cannot delete " + folder + ": " + e.getMessage());
            }
        }));
    }
}
