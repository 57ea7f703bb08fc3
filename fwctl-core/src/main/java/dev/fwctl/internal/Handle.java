// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import dev.fwctl.spi.Syscalls;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file descriptor that is never used after it was closed, and never closed while it is in use.
 *
 * <p>One word holds all of its state: the sign bit says that the handle is closed to new calls, the rest counts the
 * calls in flight. Whoever takes the word to "closed, none in flight" closes the descriptor; that transition happens
 * once, since no call can begin after the sign bit is set.
 */
public final class Handle implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Handle.class);
    private static final int CLOSED = Integer.MIN_VALUE;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Handle.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Syscalls syscalls;
    private final int fd;
    private final String path;

    @SuppressWarnings("unused") // through STATE
    private volatile int state;

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
     * Begins a call.
     *
     * @return the descriptor, to be used until {@link #release}; -1 if the handle is closed
     */
    public int acquire() {
        int seen;
        do {
            seen = (int) STATE.getVolatile(this);
            if (seen < 0) {
                return -1;
            }
        } while (!STATE.compareAndSet(this, seen, seen + 1));
        return fd;
    }

    /** Ends a call that {@link #acquire} began; the last one out closes the descriptor. */
    public void release() {
        if ((int) STATE.getAndAdd(this, -1) == CLOSED + 1) {
            closeDescriptor();
        }
    }

    /**
     * Closes the handle to new calls. Returns at once; the descriptor is closed when the last call in flight ends.
     *
     * @return true if this call closed it, false if it was closed already
     */
    public boolean close() {
        int seen = (int) STATE.getAndBitwiseOr(this, CLOSED);
        if (seen == 0) {
            closeDescriptor();
        }
        return seen >= 0;
    }

    /**
     * Whether the handle is closed to new calls.
     *
     * @return true after {@link #close}
     */
    public boolean isClosed() {
        return (int) STATE.getVolatile(this) < 0;
    }

    /** The backstop for an owner that forgot to close: runs when it has become unreachable. */
    @Override
    public void run() {
        if (close()) {
            LOG.warn("{} was not closed by its owner and is closed now; use try-with-resources", path);
        }
    }

    private void closeDescriptor() {
        int result = syscalls.close(fd);
        if (result < 0) {
            LOG.warn("closing {} failed with errno {}", path, -result);
        }
    }
}
