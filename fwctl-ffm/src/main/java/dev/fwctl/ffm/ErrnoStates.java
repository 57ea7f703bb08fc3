// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The places where calls leave their errno; no two calls in flight ever share one. A platform thread keeps one for
 * life, which costs a call about ten nanoseconds less than a pool does. Virtual threads, of which there may be millions,
 * take one from a pool and give it back; they cannot be unmounted during a call of native code, but before and after.
 */
final class ErrnoStates {
    private static final int PLACES = 64;
    /** Calls of different threads shall not write to one cache line; processors fetch lines of 64 bytes in pairs. */
    private static final int APART_BYTES = 128;

    private static final int STRIDE = APART_BYTES / Integer.BYTES;

    private final ThreadLocal<MemorySegment> own = ThreadLocal.withInitial(ErrnoStates::allocate);
    private final AtomicReferenceArray<MemorySegment> places = new AtomicReferenceArray<>(PLACES * STRIDE);

    MemorySegment take() {
        return Thread.currentThread().isVirtual() ? fromPool() : own.get();
    }

    void giveBack(MemorySegment state) {
        if (Thread.currentThread().isVirtual()) {
            toPool(state);
        }
    }

    private MemorySegment fromPool() {
        int first = firstPlace();
        for (int i = 0; i < PLACES; i++) {
            int place = (first + i & PLACES - 1) * STRIDE;
            if (places.getPlain(place) != null) {
                MemorySegment state = places.getAndSet(place, null);
                if (state != null) {
                    return state;
                }
            }
        }
        return allocate();
    }

    private void toPool(MemorySegment state) {
        int first = firstPlace();
        for (int i = 0; i < PLACES; i++) {
            int place = (first + i & PLACES - 1) * STRIDE;
            if (places.getPlain(place) == null) {
                // No atomic exchange: should two threads meet here, one segment is lost, to the garbage collector.
                places.setRelease(place, state);
                return;
            }
        }
    }

    private static MemorySegment allocate() {
        return Arena.ofAuto().allocate(APART_BYTES, APART_BYTES);
    }

    private static int firstPlace() {
        return (int) Thread.currentThread().threadId() & PLACES - 1;
    }
}
