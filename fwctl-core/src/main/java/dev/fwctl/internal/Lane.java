// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The right to use a {@link Handle}'s descriptor for one call at a time. One word says all: whether a call is under way,
 * and whether the handle is closed. Calls in lanes of their own share no memory that is written to, so threads that have
 * a lane each do not slow one another down.
 */
public final class Lane {
    private static final int IDLE = 0;
    private static final int IN_USE = 1;
    private static final int CLOSED = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Lane.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Handle handle;
    private final int descriptor;

    @SuppressWarnings("unused") // through STATE
    private volatile int state;

    /** Keeps the words of two lanes apart: processors fetch cache lines of 64 bytes in pairs. */
    @SuppressWarnings("unused")
    private long a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p;

    Lane(Handle handle, int descriptor, boolean closed) {
        this.handle = handle;
        this.descriptor = descriptor;
        this.state = closed ? CLOSED : IDLE;
    }

    /**
     * Begins a call.
     *
     * @return false if another call is under way in this lane, or the handle is closed
     */
    public boolean enter() {
        return STATE.compareAndSet(this, IDLE, IN_USE);
    }

    /** Ends a call that {@link #enter} began; the last one out of a closed handle closes the descriptor. */
    public void leave() {
        if ((int) STATE.getAndAdd(this, -IN_USE) != IN_USE) {
            handle.letGo();
        }
    }

    /**
     * The descriptor.
     *
     * @return a number that is this handle's own until {@link #leave}
     */
    public int descriptor() {
        return descriptor;
    }

    /**
     * The handle that this is a lane of.
     *
     * @return the handle
     */
    public Handle handle() {
        return handle;
    }

    /**
     * Whether the handle is closed, be a call under way or not.
     *
     * @return true if no call can begin in this lane any more
     */
    public boolean isClosed() {
        return ((int) STATE.getVolatile(this) & CLOSED) != 0;
    }

    /**
     * Whether a call is under way, be the handle closed or not.
     *
     * @return true between {@link #enter} and {@link #leave}
     */
    public boolean isInUse() {
        return ((int) STATE.getVolatile(this) & IN_USE) != 0;
    }

    /** Lets no call begin any more. Returns whether one is under way, which will then let go of the handle. */
    boolean close() {
        return ((int) STATE.getAndBitwiseOr(this, CLOSED) & IN_USE) != 0;
    }
}
