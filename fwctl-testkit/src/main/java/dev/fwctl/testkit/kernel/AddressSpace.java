// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a simulated process: where each direct buffer lies, with nothing between them.
 *
 * <p>Addresses are dealt out in windows of 16 MiB, so the window's number finds the buffer without a search, and each
 * buffer has unmapped addresses before and behind it. A buffer that has been collected is unmapped, as freed memory is.
 * Safe for use by any number of threads.
 */
final class AddressSpace {
    private static final int WINDOW_BITS = 24;
    /** A multiple of any page size, so that another process can have the same addresses. */
    private static final int GUARD = 1 << 16;
    /** Up to the top of the 47-bit user half that x86-64 and arm64 share. */
    private static final int MAX_WINDOWS = 1 << (47 - WINDOW_BITS);

    private static final VarHandle MAPPING = MethodHandles.arrayElementVarHandle(Mapping[].class);

    private final Map<Object, Mapping> mapped = new HashMap<>();
    private final ReferenceQueue<ByteBuffer> collected = new ReferenceQueue<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int nextWindow = 1;
    private volatile @Nullable Mapping[] windows = new Mapping[256];

    /** A buffer and where it lies. Equal to whatever refers to the same buffer object. */
    static final class Mapping extends WeakReference<ByteBuffer> {
        final long start;
        final int size;
        final int hash;

        Mapping(ByteBuffer buffer, long start, ReferenceQueue<ByteBuffer> queue) {
            super(buffer, queue);
            this.start = start;
            this.size = buffer.capacity();
            this.hash = System.identityHashCode(buffer);
        }

        int firstWindow() {
            return (int) (start >>> WINDOW_BITS);
        }

        int lastWindow() {
            return (int) ((start + size + GUARD) >>> WINDOW_BITS);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // two buffers of the same content are two buffers
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            ByteBuffer buffer = get();
            return buffer != null
                    && (other instanceof Mapping mapping ? mapping.get() : ((Probe) other).buffer) == buffer;
        }
    }

    /** Looks a buffer up by identity. */
    private record Probe(ByteBuffer buffer) {
        @Override
        public int hashCode() {
            return System.identityHashCode(buffer);
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Mapping mapping && mapping.get() == buffer;
        }
    }

    /** Maps a buffer, or finds where it was mapped before. */
    synchronized long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        purge();
        Mapping known = mapped.get(new Probe(buffer));
        if (known != null) {
            return known.start;
        }
        int count = (int) ((GUARD + (long) buffer.capacity() + GUARD) >>> WINDOW_BITS) + 1;
        int window = takeWindows(count);
        Mapping mapping = new Mapping(buffer, ((long) window << WINDOW_BITS) + GUARD, collected);
        mapped.put(mapping, mapping);
        try {
            @Nullable Mapping[] table = windows;
            for (int i = window; i <= mapping.lastWindow(); i++) {
                MAPPING.setRelease(table, i, mapping);
            }
            return mapping.start;
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    private int takeWindows(int count) {
        Integer again = count == 1 ? free.poll() : null;
        if (again != null) {
            return again;
        }
        if (nextWindow + count > MAX_WINDOWS) {
            throw new IllegalStateException("the simulated address space is full: too many direct buffers are alive");
        }
        int window = nextWindow;
        nextWindow += count;
        if (nextWindow > windows.length) {
            windows = Arrays.copyOf(windows, Math.max(nextWindow, windows.length * 2));
        }
        return window;
    }

    private void purge() {
        Reference<? extends ByteBuffer> gone;
        while ((gone = collected.poll()) != null) {
            Mapping mapping = (Mapping) gone;
            mapped.remove(mapping);
            for (int i = mapping.firstWindow(); i <= mapping.lastWindow(); i++) {
                MAPPING.setRelease(windows, i, null);
                free.add(i);
            }
        }
    }

    /** How many buffers are mapped now. */
    synchronized int mappings() {
        purge();
        return mapped.size();
    }

    /** What lies at an address; null if nothing was ever mapped there, or it has been unmapped. */
    @Nullable
    Mapping find(long address) {
        @Nullable Mapping[] table = windows;
        long window = address >>> WINDOW_BITS;
        return window < table.length ? (Mapping) MAPPING.getAcquire(table, (int) window) : null;
    }
}
