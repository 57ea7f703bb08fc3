// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.audit.file.FileHeader;
import dev.fwctl.audit.file.FileSink;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.file.LogSink;
import dev.fwctl.audit.line.EventJson;
import dev.fwctl.audit.line.FirmwareNames;
import dev.fwctl.audit.line.ProcessFacts;
import dev.fwctl.audit.line.Secrets;
import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.NoteSigner;
import dev.fwctl.internal.Jackson;
import dev.fwctl.internal.SystemSyscalls;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of an {@link AuditLog}. Not thread-safe. */
public final class AuditLogBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLogBuilder.class);

    private final Path folder;
    private String series = "";
    private Durability durability = Durability.BUFFERED;
    private OnFailure onFailure = OnFailure.REFUSE;
    private Duration patience = Duration.ofSeconds(1);
    private Duration closeWait = Duration.ofSeconds(5);
    private int queue = 1024;
    private long maxBytes = 64L << 20;
    private Duration maxAge = Duration.ofDays(1);
    private int rawLimit = 8192;
    private String origin = "";
    private @Nullable NoteSigner signer;
    private Duration checkpointEvery = Duration.ofHours(1);
    private Duration lookEvery = Rounds.EVERY;
    private Secrets secrets = Secrets.random();
    private @Nullable Function<FwctlNode, String> firmware;
    private LogSink.@Nullable Opener opener;

    AuditLogBuilder(Path folder) {
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /**
     * The name of the series of files, for a log that goes on where an earlier process, or a crash, ended it. By
     * default each log begins a series of its own, named after the boot id, the process id and the time.
     *
     * @param name letters, digits, dots, hyphens and underscores
     * @return this
     */
    public AuditLogBuilder series(String name) {
        Objects.requireNonNull(name, "name");
        series = LogFile.checkedSeries(name);
        return this;
    }

    /**
     * What a finished RPC waits for.
     *
     * @param setting by default {@link Durability#BUFFERED}
     * @return this
     */
    public AuditLogBuilder durability(Durability setting) {
        durability = Objects.requireNonNull(setting, "setting");
        return this;
    }

    /**
     * What becomes of RPCs while the log cannot be written.
     *
     * @param setting by default {@link OnFailure#REFUSE}
     * @return this
     */
    public AuditLogBuilder onFailure(OnFailure setting) {
        onFailure = Objects.requireNonNull(setting, "setting");
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
    public AuditLogBuilder queue(int lines, Duration wait) {
        Objects.requireNonNull(wait, "wait");
        if (lines < 1) {
            throw new IllegalArgumentException("a queue has room for 1 line or more, not " + lines);
        }
        queue = lines;
        patience = checked(wait, "wait");
        return this;
    }

    /**
     * How long closing the log waits for RPCs that have begun, and for a log that cannot be written.
     *
     * @param wait 0 or more; by default five seconds. A command may block for a minute
     * @return this
     */
    public AuditLogBuilder closeWait(Duration wait) {
        Objects.requireNonNull(wait, "wait");
        closeWait = checked(wait, "wait");
        return this;
    }

    /** Longer than anybody waits, and short enough for a count of nanoseconds. */
    private static Duration checked(Duration time, String name) {
        if (time.isNegative() || time.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException(name + " is a time from 0 to 100 years, not " + time);
        }
        return time;
    }

    /**
     * When the next file begins. The chain goes on in it; old files are never deleted.
     *
     * @param bytes how long a file may become, unless a single line is longer; by default 64 MiB
     * @param age how old a file may become before the next line goes to a new one; by default a day
     * @return this
     */
    public AuditLogBuilder rotate(long bytes, Duration age) {
        Objects.requireNonNull(age, "age");
        if (bytes < 1024) {
            throw new IllegalArgumentException("a file has at least 1024 bytes, not " + bytes);
        }
        maxBytes = bytes;
        maxAge = checked(age, "age");
        return this;
    }

    /**
     * How much of each request and reply is recorded byte by byte; of longer ones, a SHA-256 of the whole is added.
     * Only a request that is recorded whole can be replayed.
     *
     * @param bytes 0 to {@link FwctlDevice#MAX_RPC_BYTES}; by default 8192
     * @return this
     */
    public AuditLogBuilder rawLimit(int bytes) {
        if (bytes < 0 || bytes > FwctlDevice.MAX_RPC_BYTES) {
            throw new IllegalArgumentException(
                    "of a message 0 to " + FwctlDevice.MAX_RPC_BYTES + " bytes are recorded, not " + bytes);
        }
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
    public AuditLogBuilder digestKey(byte[] key) {
        Objects.requireNonNull(key, "key");
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
    public AuditLogBuilder firmware(Function<FwctlNode, String> source) {
        firmware = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * The name under which checkpoints say which log this is. It is for good: a series keeps it.
     *
     * @param name not empty, no white space and no plus sign; best a URL without its scheme, such as
     *     {@code example.com/fwctl/host1}. By default the signer's name, or that of the host and of the series
     * @return this
     * @throws dev.fwctl.audit.proof.ProofRefusedException if it cannot be one
     */
    public AuditLogBuilder origin(String name) {
        Objects.requireNonNull(name, "name");
        origin = Checkpoint.checkedOrigin(name);
        return this;
    }

    /**
     * Who signs the checkpoints. By default nobody does: they are written all the same, and prove what they prove to those
     * who kept them.
     *
     * @param key a signer, which the log's thread calls
     * @return this
     */
    public AuditLogBuilder signer(NoteSigner key) {
        signer = Objects.requireNonNull(key, "key");
        return this;
    }

    /**
     * How often a checkpoint is made, beside those at the end of each file and of the log.
     *
     * @param age how old one becomes, if there are further lines; by default an hour
     * @return this
     */
    public AuditLogBuilder checkpointEvery(Duration age) {
        Objects.requireNonNull(age, "age");
        if (checked(age, "age").toMillis() < 100) {
            throw new IllegalArgumentException("a checkpoint is made every 100 ms at most, not every " + age);
        }
        checkpointEvery = age;
        return this;
    }

    AuditLogBuilder lookEvery(Duration round) {
        lookEvery = round;
        return this;
    }

    AuditLogBuilder opener(LogSink.Opener seam) {
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
        Jackson.require();
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + ": an audit log needs a folder that is there; create it,"
                    + " writable by this process only");
        }
        ProcessFacts process = ProcessFacts.read();
        SeriesStart start =
                series.isEmpty() ? SeriesStart.fresh(folder, process.series()) : SeriesStart.goOn(folder, series);
        String name = start.origin().isEmpty() ? originOf(process, start) : start.origin();
        if (!origin.isEmpty() && !origin.equals(name)) {
            start.right().close();
            throw new IOException("the series " + series + " has checkpoints under the name " + name
                    + ", and cannot go on" + " under " + origin + ": begin another series");
        }
        LogSink.Opener sinks = opener == null ? FileSink.through(seam()) : opener;
        Series opened = new Series(start, sinks, new FileHeader(process, name), new Series.Rotation(maxBytes, maxAge));
        try {
            opened.begin(start.before());
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        Function<FwctlNode, String> names = firmware == null ? FirmwareNames::ofModules : firmware;
        EventJson json = new EventJson(process, secrets, new FirmwareNames(names), rawLimit);
        AuditWriter writer = new AuditWriter(
                opened,
                new Checkpoints(name, signer),
                durability,
                new AuditWriter.Limits(queue, closeWait, checkpointEvery, lookEvery));
        AuditLog log = new AuditLog(writer, opened, json, new AuditLog.WhenFull(onFailure, patience));
        log.start();
        return log;
    }

    /** Where nobody waits for the log's looks at its file, there is no need to load native code for them. */
    private Optional<Syscalls> seam() {
        if (durability == Durability.BUFFERED) {
            return Optional.empty();
        }
        try {
            return Optional.of(SystemSyscalls.load());
        } catch (SeamUnavailableException e) {
            LOG.debug("the audit log looks at its file without a seam to the kernel, which takes longer", e);
            return Optional.empty();
        }
    }

    private String originOf(ProcessFacts process, SeriesStart start) {
        if (!origin.isEmpty()) {
            return origin;
        }
        if (signer != null) {
            return Checkpoint.checkedOrigin(signer.key().name());
        }
        String host = process.host().replaceAll("[^A-Za-z0-9.-]", "-");
        return host + "/fwctl-audit/" + start.file().series();
    }
}
