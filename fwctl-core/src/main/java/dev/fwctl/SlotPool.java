// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.spi.Syscalls;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The slots that typed calls borrow: a few places, each empty or holding an idle slot. A thread begins at a place of
 * its own, so that threads seldom meet; with every place empty a new slot is made, with every place taken one is
 * dropped.
 */
final class SlotPool {
    private static final int PLACES = 16;
    /** A slot that grew beyond this is not kept: one big dump should not hold megabytes for ever. */
    private static final int KEPT_BYTES = 64 * 1024;

    private static final int REQUEST_CAPACITY = 512;
    private static final int RESPONSE_CAPACITY = 4608;

    private final Syscalls syscalls;
    private final AtomicReferenceArray<RpcSlot> places = new AtomicReferenceArray<>(PLACES);

    SlotPool(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    RpcSlot borrow(int requestSize, int responseSize) {
        int first = firstPlace();
        for (int i = 0; i < PLACES; i++) {
            int place = (first + i) & (PLACES - 1);
            if (places.getPlain(place) != null) {
                RpcSlot slot = places.getAndSet(place, null);
                if (slot != null) {
                    return slot.require(requestSize, responseSize);
                }
            }
        }
        return new RpcSlot(
                syscalls, Math.max(requestSize, REQUEST_CAPACITY), Math.max(responseSize, RESPONSE_CAPACITY));
    }

    void giveBack(RpcSlot slot) {
        if (slot.memorySize() > KEPT_BYTES) {
            return;
        }
        int first = firstPlace();
        for (int i = 0; i < PLACES; i++) {
            int place = (first + i) & (PLACES - 1);
            if (places.getPlain(place) == null) {
                // No atomic exchange: should two threads meet here, one slot is lost, to the garbage collector.
                places.setRelease(place, slot);
                return;
            }
        }
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is not in Java 17
    private static int firstPlace() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
