// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.ObserverRefusedException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.audit.line.EventJson;
import dev.fwctl.audit.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
 * stronger {@link Durability}: then they write their lines themselves, one for all that wait. A thread's interrupt flag
 * changes nothing, and stays. Several processes may share a folder; each writes files of its own.
 */
public final class AuditLog implements RpcObserver, AutoCloseable {
    private final AuditWriter writer;
    private final Series series;
    private final EventJson json;
    private final WhenFull whenFull;
    private final Thread atExit = new Thread(this::closeAtExit, "fwctl-audit-exit");

    /**
     * What becomes of an RPC that finds no room.
     *
     * @param onFailure whether it goes on
     * @param patience how long it waits first
     */
    record WhenFull(OnFailure onFailure, Duration patience) {}

    AuditLog(AuditWriter writer, Series series, EventJson json, WhenFull whenFull) {
        this.writer = writer;
        this.series = series;
        this.json = json;
        this.whenFull = whenFull;
    }

    /**
     * Begins to describe a log.
     *
     * @param folder the folder that its files go to; it has to exist
     * @return a builder, whose settings need not be touched
     */
    public static AuditLogBuilder in(Path folder) {
        return new AuditLogBuilder(folder);
    }

    void start() {
        Runtime.getRuntime().addShutdownHook(atExit);
        writer.start();
    }

    @Override
    public void starting(RpcCall call) {
        if (whenFull.onFailure() == OnFailure.CONTINUE) {
            writer.admission().began(call);
            return;
        }
        boolean room = writer.admission().awaitRoom(call, whenFull.patience().toNanos());
        Throwable failure = writer.admission().failure();
        if (failure != null) {
            throw refusal(call, "the audit log cannot be written: " + failure, failure);
        }
        if (!writer.admission().began(call)) {
            throw refusal(call, "the audit log is closed", null);
        }
        if (!room) {
            writer.admission().never(call);
            throw refusal(call, "the audit log's queue is full", null);
        }
    }

    private ObserverRefusedException refusal(RpcCall call, String reason, @Nullable Throwable cause) {
        return new ObserverRefusedException(
                call,
                reason,
                "Look at the reason: " + series.file().path() + " has to be writable, with free space, and nobody else"
                        + " may touch it. The log tries again ten times a second; one with OnFailure.CONTINUE would let"
                        + " RPCs through and count what it loses",
                cause);
    }

    @Override
    public void finished(RpcEvent event) {
        Objects.requireNonNull(event, "event");
        RpcCall call = event.call();
        // What was let through is recorded even beyond the queue's capacity; what was not sent has not asked yet.
        boolean promised =
                whenFull.onFailure() == OnFailure.REFUSE && writer.admission().isUnderWay(call);
        if (!promised && !writer.admission().awaitRoom(call, whenFull.patience().toNanos())) {
            writer.admission().lose(call, event.start());
            return;
        }
        byte[] members;
        try {
            members = json.members(event);
        } catch (RuntimeException | Error e) {
            writer.admission().lose(call, event.start());
            throw e;
        }
        writer.record(call, members, event.start());
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
     * A checkpoint of all lines that are written, on the disk first; signed, if the owner gave a signer. It is kept beside
     * the file, and later ones take its place there: whoever is to be convinced later keeps this one, or has it witnessed.
     *
     * @return the checkpoint, as a note
     * @throws IOException if it cannot be made, signed or kept, or the log is closed
     */
    public SignedNote checkpoint() throws IOException {
        return writer.checkpoint();
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
     * How many RPCs were not recorded, or stood in a file that somebody took away. The log itself says so too, as soon as
     * it can be written.
     *
     * @return 0, unless the owner chose {@link OnFailure#CONTINUE}, somebody else touched the files, a line could not be
     *     made, or the log was closed before it could be written again or before an RPC had ended
     */
    public long lost() {
        return writer.admission().lost();
    }

    /**
     * Waits for the RPCs that have begun, writes what has ended, says in the log that it ends here, and closes the file.
     * Idempotent. Waits for {@linkplain AuditLogBuilder#closeWait a time}, by default five seconds: of RPCs that have not
     * ended then the last line says which they are, and {@link #lost} counts them when they end; a log that cannot be
     * written then is given up, and {@link #lost} counts the rest. A log that is not closed is closed when the Java
     * virtual machine exits in an orderly way.
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
}
