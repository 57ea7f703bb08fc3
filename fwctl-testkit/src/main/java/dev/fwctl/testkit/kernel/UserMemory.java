// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address space of the simulated process: direct buffers at addresses of our own making, with nothing between them.
 *
 * <p>Addresses are dealt out in windows of 16 MiB, so the window's number finds the buffer without a search, and each
 * buffer has unmapped addresses before and behind it. A buffer that has been collected is unmapped, as freed memory is.
 *
 * <p>Safe for use by any number of threads, as memory is: nothing orders two copies of the same bytes.
 */
public final class UserMemory {
    private static final int WINDOW_BITS = 24;
    private static final int GUARD = 4096;
    /** Up to the top of the 47-bit user half that x86-64 and arm64 share. */
    private static final int MAX_WINDOWS = 1 << (47 - WINDOW_BITS);

    private static final byte[] ZEROS = new byte[4096];
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle MAPPING = MethodHandles.arrayElementVarHandle(Mapping[].class);

    private final Map<Object, Mapping> mapped = new HashMap<>();
    private final ReferenceQueue<ByteBuffer> collected = new ReferenceQueue<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int nextWindow = 1;
    private volatile @Nullable Mapping[] windows = new Mapping[256];

    UserMemory() {}

    /** A buffer and where it lies. Equal to whatever refers to the same buffer object. */
    private static final class Mapping extends WeakReference<ByteBuffer> {
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

    private @Nullable Mapping find(long address) {
        @Nullable Mapping[] table = windows;
        long window = address >>> WINDOW_BITS;
        return window < table.length ? (Mapping) MAPPING.getAcquire(table, (int) window) : null;
    }

    private static @Nullable ByteBuffer whole(@Nullable Mapping mapping) {
        ByteBuffer buffer = mapping == null ? null : mapping.get();
        return buffer == null || buffer.limit() == buffer.capacity()
                ? buffer
                : buffer.duplicate().clear();
    }

    /** How many bytes from an address on are mapped, at most as many as asked for. */
    private static int run(@Nullable Mapping mapping, long address, long length) {
        if (mapping == null || address < mapping.start || address >= mapping.start + mapping.size) {
            return 0;
        }
        return (int) Math.min(length, mapping.start + mapping.size - address);
    }

    /**
     * Whether every byte of a range can be read.
     *
     * @param address the first byte's address
     * @param length how many bytes, 0 or more
     * @return whether all of it is mapped
     */
    public boolean isMapped(long address, long length) {
        Mapping mapping = find(address);
        return length == 0 || (whole(mapping) != null && run(mapping, address, length) == length);
    }

    /**
     * Reads a 32-bit number in the host's byte order: {@code get_user}.
     *
     * @param address its address
     * @return 0 to 2^32 - 1; -1 if it is not mapped
     */
    public long loadInt(long address) {
        Mapping mapping = find(address);
        ByteBuffer buffer = whole(mapping);
        if (mapping == null || buffer == null || run(mapping, address, Integer.BYTES) < Integer.BYTES) {
            return -1;
        }
        return Integer.toUnsignedLong((int) INT.get(buffer, (int) (address - mapping.start)));
    }

    /**
     * Reads a 64-bit number in the host's byte order from an address that is known to be mapped.
     *
     * @param address its address
     * @return the number; 0 if it has been unmapped since
     */
    public long loadLong(long address) {
        Mapping mapping = find(address);
        ByteBuffer buffer = whole(mapping);
        if (mapping == null || buffer == null || run(mapping, address, Long.BYTES) < Long.BYTES) {
            return 0;
        }
        return (long) LONG.get(buffer, (int) (address - mapping.start));
    }

    /**
     * Writes a 32-bit number in the host's byte order: {@code put_user}.
     *
     * @param address its address
     * @param value the number
     * @return false if it is not mapped or cannot be written
     */
    public boolean storeInt(long address, int value) {
        Mapping mapping = find(address);
        ByteBuffer buffer = whole(mapping);
        if (mapping == null
                || buffer == null
                || buffer.isReadOnly()
                || run(mapping, address, Integer.BYTES) < Integer.BYTES) {
            return false;
        }
        INT.set(buffer, (int) (address - mapping.start), value);
        return true;
    }

    /**
     * Copies from the caller's memory: {@code copy_from_user}.
     *
     * @param address the first byte's address
     * @param into takes the bytes, from its beginning on
     * @param length how many bytes, 0 to the length of {@code into}
     * @return false if a byte of the range is not mapped
     */
    public boolean copyIn(long address, byte[] into, int length) {
        if (length == 0) {
            return true;
        }
        Mapping mapping = find(address);
        ByteBuffer buffer = whole(mapping);
        int run = run(mapping, address, length);
        if (mapping == null || buffer == null || run == 0) {
            return false;
        }
        buffer.get((int) (address - mapping.start), into, 0, run);
        return run == length;
    }

    /**
     * Copies to the caller's memory: {@code copy_to_user}, which copies as far as memory is mapped.
     *
     * @param address the first byte's address
     * @param from has the bytes
     * @param offset where in {@code from} they begin
     * @param length how many bytes, 0 or more
     * @return false if a byte of the range is not mapped or cannot be written
     */
    public boolean copyOut(long address, byte[] from, int offset, int length) {
        if (length == 0) {
            return true;
        }
        Mapping mapping = find(address);
        ByteBuffer buffer = whole(mapping);
        int run = run(mapping, address, length);
        if (mapping == null || buffer == null || run == 0) {
            return false;
        }
        try {
            buffer.put((int) (address - mapping.start), from, offset, run);
        } catch (ReadOnlyBufferException e) {
            return false;
        }
        return run == length;
    }

    /**
     * Writes zeros to the caller's memory: {@code clear_user}.
     *
     * @param address the first byte's address
     * @param length how many bytes, 0 or more
     * @return false if a byte of the range is not mapped or cannot be written
     */
    public boolean clear(long address, long length) {
        for (long done = 0; done < length; ) {
            int step = (int) Math.min(ZEROS.length, length - done);
            if (!copyOut(address + done, ZEROS, 0, step)) {
                return false;
            }
            done += step;
        }
        return true;
    }

    /** {@code check_zeroed_user}: 0 if all bytes are zero, 1 if one is not, -1 if one is not mapped before that. */
    int checkZeroed(long address, long length) {
        Mapping mapping = find(address);
        ByteBuffer buffer = whole(mapping);
        if (length == 0) {
            return 0;
        }
        int run = run(mapping, address, length);
        if (mapping == null || buffer == null || run == 0) {
            return -1;
        }
        int first = (int) (address - mapping.start);
        for (int i = 0; i < run; i++) {
            if (buffer.get(first + i) != 0) {
                return 1;
            }
        }
        return run == length ? 0 : -1;
    }
}
