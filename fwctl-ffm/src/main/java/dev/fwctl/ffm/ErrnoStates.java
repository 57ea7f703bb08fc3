// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The places where calls leave their errno. A call takes one for itself and gives it back, so no two calls ever share
 * one, whichever threads, platform or virtual, make them; a ThreadLocal would instead cost each virtual thread an
 * allocation of its own.
 */
final class ErrnoStates {
    private static final int PLACES = 64;
    /** Calls of different threads shall not write to one cache line; processors fetch lines of 64 bytes in pairs. */
    private static final int APART_BYTES = 128;

    private static final int STRIDE = APART_BYTES / Integer.BYTES;

    private final AtomicReferenceArray<MemorySegment> places = new AtomicReferenceArray<>(PLACES * STRIDE);

    MemorySegment take() {
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
        // As often as there were never so many calls in flight; beyond PLACES the garbage collector frees it.
        return Arena.ofAuto().allocate(APART_BYTES, APART_BYTES);
    }

    void giveBack(MemorySegment state) {
        int first = firstPlace();
        for (int i = 0; i < PLACES; i++) {
            int place = (first + i & PLACES - 1) * STRIDE;
            if (places.getPlain(place) == null && places.compareAndSet(place, null, state)) {
                return;
            }
        }
    }

    private static int firstPlace() {
        return (int) Thread.currentThread().threadId() & PLACES - 1;
    }
}
