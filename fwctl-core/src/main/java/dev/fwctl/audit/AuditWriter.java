// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue, and the one thread that empties it into the files. What cannot be written stays and is tried again until
 * it can, or until {@link #close} gives up.
 */
final class AuditWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int BATCH = 256;
    private static final long RETRY_MILLIS = 100;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** One line to be written, and who waits for that. */
    private record Entry(byte[] members, @Nullable CountDownLatch written) {}

    private final Series series;
    private final Durability durability;
    private final int capacity;
    private final Thread thread = new Thread(this, "fwctl-audit");

    // All guarded by this.
    private final Deque<Entry> queue = new ArrayDeque<>();
    private int unwritten;
    private long lostInAll;
    private long lostUnreported;
    private Instant lostFrom = Instant.EPOCH;
    private Instant lostTo = Instant.EPOCH;
    private @Nullable IOException failure;
    private boolean closing;
    private long closeBy;
    private boolean dead;

    AuditWriter(Series series, Durability durability, int capacity) {
        this.series = series;
        this.durability = durability;
        this.capacity = capacity;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Why the log cannot be written at the moment; null if it can. */
    synchronized @Nullable IOException failure() {
        return failure;
    }

    synchronized boolean isClosed() {
        return closing;
    }

    synchronized long lost() {
        return lostInAll;
    }

    /** Waits until the queue has room, unless the log cannot be written. Returns whether there is room. */
    synchronized boolean awaitRoom(long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (unwritten >= capacity && failure == null && !closing) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return unwritten < capacity && !closing;
    }

    /** Hands over a line. Returns null once it is as durable as the log promises, or a latch to wait on for that. */
    @Nullable
    CountDownLatch enqueue(byte[] members, Instant when) {
        CountDownLatch written = durability == Durability.BUFFERED ? null : new CountDownLatch(1);
        synchronized (this) {
            if (dead) {
                countLost(when);
                return null;
            }
            queue.addLast(new Entry(members, written));
            unwritten++;
            notifyAll();
        }
        return written;
    }

    /** Counts a line that will not be written. */
    synchronized void countLost(Instant when) {
        lostInAll++;
        if (lostUnreported++ == 0) {
            lostFrom = when;
        }
        lostTo = when;
        notifyAll();
    }

    @Override
    public void run() {
        Deque<Entry> batch = new ArrayDeque<>();
        try {
            while (take(batch)) {
                try {
                    write(batch);
                    recovered();
                } catch (IOException e) {
                    series.rollback();
                    if (!failed(e, batch.size())) {
                        break;
                    }
                }
            }
            end();
        } finally {
            giveUp(batch);
        }
    }

    /** Fills the batch, or finds it full of what could not be written. Returns false once all is written. */
    private synchronized boolean take(Deque<Entry> batch) {
        while (batch.isEmpty() && queue.isEmpty() && lostUnreported == 0 && !closing) {
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.debug("nobody should interrupt the audit log's thread", e);
            }
        }
        while (batch.size() < BATCH && !queue.isEmpty()) {
            batch.addLast(queue.removeFirst());
        }
        return !batch.isEmpty() || lostUnreported > 0;
    }

    private void write(Deque<Entry> batch) throws IOException {
        long reported = appendLost();
        int appended = 0;
        for (Entry entry : List.copyOf(batch)) {
            if (series.isFull(entry.members().length)) {
                flush(batch, appended, reported);
                appended = 0;
                reported = 0;
                series.rotate();
            }
            series.append(entry.members());
            appended++;
        }
        flush(batch, appended, reported);
    }

    /** Once this returns, the first entries of the batch are written, and are not in it any more. */
    private void flush(Deque<Entry> batch, int appended, long reported) throws IOException {
        series.flush(durability == Durability.SYNCED);
        for (int i = 0; i < appended; i++) {
            CountDownLatch written = batch.removeFirst().written();
            if (written != null) {
                written.countDown();
            }
        }
        synchronized (this) {
            lostUnreported -= reported;
            if (reported > 0) {
                lostFrom = lostTo;
            }
            unwritten -= appended;
            notifyAll();
        }
    }

    private synchronized long appendLost() {
        long count = lostUnreported;
        if (count > 0) {
            String from = lostFrom.toString();
            String to = lostTo.toString();
            series.append(JsonMembers.of(json -> {
                json.writeStringField("kind", "lost");
                json.writeStringField("time", Instant.now().toString());
                json.writeNumberField("count", count);
                json.writeStringField("from", from);
                json.writeStringField("to", to);
            }));
        }
        return count;
    }

    private synchronized void recovered() {
        if (failure != null) {
            LOG.info("the audit log {} can be written again", series.file().path());
            failure = null;
            notifyAll();
        }
    }

    /** Waits for the next try. Returns false if it is time to give up. */
    private synchronized boolean failed(IOException e, int count) {
        if (failure == null) {
            LOG.error(
                    "cannot write {} lines to the audit log {}; trying again",
                    count,
                    series.file().path(),
                    e);
        }
        failure = e;
        notifyAll();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
        for (long left = RETRY_MILLIS; left > 0; left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                LOG.debug("nobody should interrupt the audit log's thread", interrupted);
            }
        }
        return !closing || System.nanoTime() < closeBy;
    }

    private void end() {
        try {
            if (failure() == null) {
                series.append(JsonMembers.of(json -> {
                    json.writeStringField("kind", "closed");
                    json.writeStringField("time", Instant.now().toString());
                    json.writeNumberField("lost", lost());
                }));
                series.flush(true);
            }
            series.close();
        } catch (IOException e) {
            LOG.error("cannot close the audit log {}", series.file().path(), e);
        }
    }

    private synchronized void giveUp(Deque<Entry> batch) {
        dead = true;
        closing = true;
        if (unwritten > 0) {
            LOG.error(
                    "{} lines were not written to the audit log {}",
                    unwritten,
                    series.file().path());
            lostInAll += unwritten;
        }
        batch.addAll(queue);
        queue.clear();
        for (Entry entry : batch) {
            if (entry.written() != null) {
                entry.written().countDown();
            }
        }
        unwritten = 0;
        notifyAll();
    }

    /** Writes what there is, says that this is the end, and closes the file. Gives up after five seconds. */
    void close() {
        synchronized (this) {
            if (!closing) {
                closing = true;
                closeBy = System.nanoTime() + CLOSE_NANOS;
            }
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
