// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.FwctlNode;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The record of what was done: one JSON line for each RPC, refused ones included, chained by hashes so that a line that
 * is removed, changed or moved is found. {@code docs/audit-log.md} describes the format, and the resource
 * {@code dev-fwctl-core/audit-log.schema.json} is its schema.
 *
 * <pre>{@code
 * try (AuditLog log = AuditLog.in(Path.of("/var/log/fwctl")).open();
 *         FwctlDevice device = Fwctl.system().withObserver(log).open("fwctl0")) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Lines stand in the order in which their RPCs ended. Safe for use by any number of threads and devices: each RPC
 * makes its own line and hands it to the log's thread, and that is all that RPCs wait for, unless the owner chose a
 * stronger {@link Durability}. Several processes may share a folder; each writes files of its own.
 */
public final class AuditLog implements RpcObserver, AutoCloseable {
    private final AuditWriter writer;
    private final Series series;
    private final EventJson json;
    private final OnFailure onFailure;
    private final long patienceNanos;
    private final Thread atExit = new Thread(this::closeAtExit, "fwctl-audit-exit");

    private AuditLog(AuditWriter writer, Series series, EventJson json, OnFailure onFailure, Duration patience) {
        this.writer = writer;
        this.series = series;
        this.json = json;
        this.onFailure = onFailure;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Begins to describe a log.
     *
     * @param folder the folder that its files go to; it has to exist
     * @return a builder, whose settings need not be touched
     */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    @Override
    public void starting(RpcCall call) {
        if (onFailure != OnFailure.REFUSE) {
            return;
        }
        boolean room = writer.awaitRoom(patienceNanos);
        IOException failure = writer.failure();
        if (failure != null) {
            throw refusal(call, "the audit log cannot be written: " + failure.getMessage(), failure);
        }
        if (!room) {
            throw refusal(call, writer.isClosed() ? "the audit log is closed" : "the audit log's queue is full", null);
        }
    }

    private ObserverRefusedException refusal(RpcCall call, String reason, @Nullable Throwable cause) {
        return new ObserverRefusedException(
                call,
                reason,
                "Make " + series.file().path() + " writable again, for example by freeing space; an audit log with"
                        + " OnFailure.CONTINUE would let RPCs through and count what it loses",
                cause);
    }

    @Override
    public void finished(RpcEvent event) {
        // What was not sent has not asked for room yet; what was sent is recorded even beyond the queue's capacity.
        boolean promised = onFailure == OnFailure.REFUSE && event.sent();
        if (!promised && !writer.awaitRoom(patienceNanos)) {
            writer.countLost(event.start());
            return;
        }
        byte[] members;
        try {
            members = json.members(event);
        } catch (RuntimeException e) {
            writer.countLost(event.start());
            throw e;
        }
        CountDownLatch written = writer.enqueue(members, event.start());
        if (written != null) {
            await(written);
        }
    }

    /** Waits for the disk, but not for one that does not work: {@link #starting} deals with that. */
    private void await(CountDownLatch written) {
        try {
            while (!written.await(50, TimeUnit.MILLISECONDS)) {
                if (writer.failure() != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The last line that is in the file. Kept in another place, it proves later that nothing up to it was removed.
     *
     * @return the head, whose sequence number grows
     */
    public Head head() {
        return series.head();
    }

    /**
     * The file that is being written.
     *
     * @return its path
     */
    public Path file() {
        return series.file().path();
    }

    /**
     * How many RPCs were not recorded. The log itself says so too, as soon as it can be written.
     *
     * @return 0, unless the owner chose {@link OnFailure#CONTINUE}, or the log was closed before it could be written again
     */
    public long lost() {
        return writer.lost();
    }

    /**
     * Writes what has ended so far, says in the log that it ends here, and closes the file. Idempotent. If the log cannot
     * be written, gives up after five seconds, and {@link #lost} counts the rest. A log that is not closed is closed when
     * the Java virtual machine exits in an orderly way.
     */
    @Override
    public void close() {
        writer.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the virtual machine is exiting, and the hook with it
        }
    }

    private void closeAtExit() {
        writer.close();
    }

    /** Settings of a log. Not thread-safe. */
    public static final class Builder {
        private final Path folder;
        private String series = "";
        private Durability durability = Durability.BUFFERED;
        private OnFailure onFailure = OnFailure.REFUSE;
        private Duration patience = Duration.ofSeconds(1);
        private int queue = 1024;
        private long maxBytes = 64L << 20;
        private Duration maxAge = Duration.ofDays(1);
        private int rawLimit = 8192;
        private Secrets secrets = Secrets.random();
        private @Nullable Function<FwctlNode, String> firmware;
        private LogSink.Opener opener = LogSink::create;

        private Builder(Path folder) {
            this.folder = folder;
        }

        /**
         * The name of the series of files, for a log that goes on where an earlier process, or a crash, ended it. By
         * default each log begins a series of its own, named after the boot id, the process id and the time.
         *
         * @param name letters, digits, dots, hyphens and underscores
         * @return this
         */
        public Builder series(String name) {
            series = LogFile.checkedSeries(name);
            return this;
        }

        /**
         * What a finished RPC waits for.
         *
         * @param setting by default {@link Durability#BUFFERED}
         * @return this
         */
        public Builder durability(Durability setting) {
            durability = Objects.requireNonNull(setting);
            return this;
        }

        /**
         * What becomes of RPCs while the log cannot be written.
         *
         * @param setting by default {@link OnFailure#REFUSE}
         * @return this
         */
        public Builder onFailure(OnFailure setting) {
            onFailure = Objects.requireNonNull(setting);
            return this;
        }

        /**
         * How many lines may wait to be written, and how long an RPC waits when that many do. After that, it is refused or
         * lost, as {@link #onFailure} says.
         *
         * @param lines 1 or more; by default 1024
         * @param wait by default a second
         * @return this
         */
        public Builder queue(int lines, Duration wait) {
            if (lines < 1) {
                throw new IllegalArgumentException("a queue has room for 1 line or more, not " + lines);
            }
            queue = lines;
            patience = wait;
            return this;
        }

        /**
         * When the next file begins. The chain goes on in it; old files are never deleted.
         *
         * @param bytes how long a file may become, unless a single line is longer; by default 64 MiB
         * @param age how old a file may become before the next line goes to a new one; by default a day
         * @return this
         */
        public Builder rotate(long bytes, Duration age) {
            if (bytes < 1024) {
                throw new IllegalArgumentException("a file has at least 1024 bytes, not " + bytes);
            }
            maxBytes = bytes;
            maxAge = age;
            return this;
        }

        /**
         * How much of each request and reply is recorded byte by byte; of longer ones, a SHA-256 of the whole is added.
         * Only a request that is recorded whole can be replayed.
         *
         * @param bytes 0 to {@link dev.fwctl.FwctlDevice#MAX_RPC_BYTES}; by default 8192
         * @return this
         */
        public Builder rawLimit(int bytes) {
            Objects.checkIndex(bytes, dev.fwctl.FwctlDevice.MAX_RPC_BYTES + 1);
            rawLimit = bytes;
            return this;
        }

        /**
         * The key of the digests that stand where secrets were. By default it is random and never written, so that equal
         * secrets of one log have equal digests, and nobody can try guesses. Whoever has this key can do both.
         *
         * @param key 16 bytes or more; copied
         * @return this
         */
        public Builder digestKey(byte[] key) {
            secrets = Secrets.of(key);
            return this;
        }

        /**
         * Who says which firmware a device runs. Asked at most once a minute for each device, by a thread that has just
         * made an RPC on it.
         *
         * @param source a version for a node, empty if unknown; by default the vendor modules are asked
         * @return this
         */
        public Builder firmware(Function<FwctlNode, String> source) {
            firmware = source;
            return this;
        }

        Builder opener(LogSink.Opener seam) {
            opener = seam;
            return this;
        }

        /**
         * Opens the log: begins a file with a header.
         *
         * @return the log, to be closed
         * @throws AuditFormatException if the series exists and its last file was changed, other than by a crash
         * @throws IOException if the folder cannot be written, or another process is writing the series
         */
        public AuditLog open() throws IOException {
            if (!Files.isDirectory(folder)) {
                throw new NotDirectoryException(folder + ": an audit log needs a folder that is there; create it,"
                        + " writable by this process only");
            }
            ProcessFacts process = ProcessFacts.read();
            SeriesStart start =
                    SeriesStart.find(folder, series.isEmpty() ? process.series() : series, !series.isEmpty());
            Series opened = new Series(start.file(), start.head(), opener, start.header(process), maxBytes, maxAge);
            opened.begin();
            Function<FwctlNode, String> names = firmware == null ? FirmwareNames.ofModules() : firmware;
            EventJson json = new EventJson(process, secrets, new FirmwareNames(names), rawLimit);
            AuditWriter writer = new AuditWriter(opened, durability, queue);
            AuditLog log = new AuditLog(writer, opened, json, onFailure, patience);
            Runtime.getRuntime().addShutdownHook(log.atExit);
            writer.start();
            return log;
        }
    }
}
