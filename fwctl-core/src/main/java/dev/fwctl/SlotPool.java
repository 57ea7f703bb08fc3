// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
import dev.fwctl.seam.Syscalls;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The slots that typed calls borrow: a few places, each with a slot as soon as somebody needed one there. A thread begins
 * at a place of its own, so that threads seldom meet; to borrow a slot is to enter its lane. With every place in use, and
 * for a request or reply that is larger than most, a slot is made that nobody keeps.
 */
final class SlotPool {
    private static final int PLACES = 16;
    private static final int REQUEST_CAPACITY = 512;
    private static final int RESPONSE_CAPACITY = 4608;
    /** Of a request or a reply: one big dump should not hold megabytes from then on. */
    private static final int KEPT_CAPACITY = 32 * 1024;

    private final Syscalls syscalls;
    private final FwctlNode node;
    private final Handle handle;
    private final AtomicReferenceArray<@Nullable RpcSlot> places = new AtomicReferenceArray<>(PLACES);

    SlotPool(Syscalls syscalls, FwctlNode node, Handle handle) {
        this.syscalls = syscalls;
        this.node = node;
        this.handle = handle;
    }

    /**
     * A slot whose lane was entered, to be left by the borrower, who also makes room in it; null if the handle is closed.
     */
    @Nullable
    RpcSlot borrow(int requestSize, int responseSize, long attachedBytes) {
        if (requestSize <= KEPT_CAPACITY && responseSize <= KEPT_CAPACITY && attachedBytes <= KEPT_CAPACITY) {
            int first = firstPlace();
            for (int i = 0; i < PLACES; i++) {
                RpcSlot slot = at((first + i) & (PLACES - 1));
                if (slot.lane().enter()) {
                    return slot;
                }
            }
        }
        RpcSlot slot = newSlot(requestSize, responseSize);
        return slot.lane().enter() ? slot : null;
    }

    RpcSlot newSlot(int requestCapacity, int responseCapacity) {
        return new RpcSlot(syscalls, node, handle.newLane(), requestCapacity, responseCapacity);
    }

    private RpcSlot at(int place) {
        RpcSlot slot = places.get(place);
        return slot != null ? slot : fill(place);
    }

    private RpcSlot fill(int place) {
        RpcSlot slot = newSlot(REQUEST_CAPACITY, RESPONSE_CAPACITY);
        RpcSlot earlier = places.compareAndExchange(place, null, slot);
        return earlier == null ? slot : earlier;
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is not in Java 17
    private static int firstPlace() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
