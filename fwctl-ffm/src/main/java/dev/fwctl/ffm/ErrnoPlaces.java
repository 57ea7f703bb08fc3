// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The places where calls leave their errno; no two calls in flight ever share one.
 *
 * <p>A platform thread keeps a place for life. A {@code ThreadLocal} remembers it, and a table finds it sooner, in the row
 * that the thread's number falls on; of two threads on one row, each call of one puts its own place there, and the other
 * asks its {@code ThreadLocal} again. Virtual threads, of which there may be millions, take a place from a pool and give it
 * back; they cannot be unmounted during a call of native code, but before and after.
 */
final class ErrnoPlaces {
    /** All of memory, from which a place is cut at its address: the JIT then knows all that the linker checks. */
    @SuppressWarnings("restricted")
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** Room for one errno. */
    static final class Place {
        /** Calls of different threads shall not write to one cache line; processors fetch lines of 64 bytes in pairs. */
        private static final int APART_BYTES = 128;

        private final MemorySegment memory = Arena.ofAuto().allocate(APART_BYTES, APART_BYTES);
        private final long address = memory.address();
        private final long owner;

        /** For the thread of that number, or {@link #NOBODY}. */
        private Place(long owner) {
            this.owner = owner;
        }

        /** What the linker writes to, for as long as this place is reachable. */
        MemorySegment state() {
            return MEMORY.asSlice(address, Libc.STATE.byteSize());
        }

        int errno() {
            return Libc.errno(memory);
        }
    }

    private static final int ROWS = 64;
    private static final long NOBODY = 0; // threads are numbered from 1 on
    private static final ThreadLocal<Place> OWN =
            ThreadLocal.withInitial(() -> new Place(Thread.currentThread().threadId()));

    /** Read and written without order: a place never changes, and its owner alone uses it. Never null. */
    private static final Place[] TABLE = new Place[ROWS];

    private static final AtomicReferenceArray<@Nullable Place> POOL = new AtomicReferenceArray<>(ROWS);

    static {
        Arrays.fill(TABLE, new Place(NOBODY));
    }

    private ErrnoPlaces() {}

    static Place take() {
        long thread = Thread.currentThread().threadId();
        Place place = TABLE[row(thread)];
        return place.owner == thread ? place : find(thread);
    }

    static void giveBack(Place place) {
        try {
            if (place.owner == NOBODY) {
                toPool(place);
            }
        } finally {
            Reference.reachabilityFence(place); // the linker had but an address
        }
    }

    private static Place find(long thread) {
        if (Thread.currentThread().isVirtual()) {
            return fromPool(thread);
        }
        Place place = OWN.get();
        TABLE[row(thread)] = place;
        return place;
    }

    private static Place fromPool(long thread) {
        for (int i = 0; i < ROWS; i++) {
            int row = row(thread + i);
            if (POOL.getPlain(row) != null) {
                Place place = POOL.getAndSet(row, null);
                if (place != null) {
                    return place;
                }
            }
        }
        return new Place(NOBODY);
    }

    private static void toPool(Place place) {
        long thread = Thread.currentThread().threadId();
        for (int i = 0; i < ROWS; i++) {
            int row = row(thread + i);
            if (POOL.getPlain(row) == null) {
                // No atomic exchange: should two threads meet here, one place is lost, to the garbage collector.
                POOL.setRelease(row, place);
                return;
            }
        }
    }

    private static int row(long thread) {
        return (int) thread & ROWS - 1;
    }
}
