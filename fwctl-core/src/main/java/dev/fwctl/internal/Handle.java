// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import dev.fwctl.seam.Syscalls;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file descriptor that is never used after it was closed, and never closed while it is in use.
 *
 * <p>It is used through {@link Lane}s, any number of them at once. Closing the handle closes each of its lanes, whose
 * word tells in the same step whether a call is under way there. The owner and each such call hold the descriptor, and
 * the last of them to let go closes it.
 */
public final class Handle implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Handle.class);

    private final Syscalls syscalls;
    private final int fd;
    private final String path;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Those that are reachable: in no other can a call be under way. Also the lock of {@link #closed}. */
    private final Set<Lane> lanes = Collections.newSetFromMap(new WeakHashMap<>());

    private volatile boolean closed;

    /**
     * Takes over a file descriptor.
     *
     * @param syscalls where the descriptor lives
     * @param fd the descriptor
     * @param path what was opened, for the log
     */
    public Handle(Syscalls syscalls, int fd, String path) {
        this.syscalls = syscalls;
        this.fd = fd;
        this.path = path;
    }

    /**
     * A lane more.
     *
     * @return a lane in which no call is under way, closed if this handle is
     */
    public Lane newLane() {
        synchronized (lanes) {
            Lane lane = new Lane(this, fd, closed);
            if (!closed) {
                lanes.add(lane);
            }
            return lane;
        }
    }

    /**
     * Closes the handle to new calls. Returns at once; the descriptor is closed when the last call under way ends.
     *
     * @return true if this call closed it, false if it was closed already
     */
    public boolean close() {
        synchronized (lanes) {
            if (closed) {
                return false;
            }
            closed = true;
            for (Lane lane : lanes) {
                holders.incrementAndGet(); // before the call under way there, if there is one, can let go
                if (!lane.close()) {
                    holders.decrementAndGet();
                }
            }
            lanes.clear();
        }
        letGo();
        return true;
    }

    /**
     * Whether the handle is closed to new calls.
     *
     * @return true after {@link #close}
     */
    public boolean isClosed() {
        return closed;
    }

    /** The backstop for an owner that forgot to close: runs when it has become unreachable. */
    @Override
    public void run() {
        if (close()) {
            LOG.warn("{} was not closed by its owner and is closed now; use try-with-resources", path);
        }
    }

    void letGo() {
        if (holders.decrementAndGet() == 0) {
            int result = syscalls.close(fd);
            if (result < 0) {
                LOG.warn("closing {} failed with errno {}", path, -result);
            }
        }
    }
}
