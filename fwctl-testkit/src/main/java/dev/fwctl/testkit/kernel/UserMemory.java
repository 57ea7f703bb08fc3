// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.testkit.kernel.AddressSpace.Mapping;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the simulated process, as a kernel reads and writes it: direct buffers at addresses of our own making,
 * with unmapped addresses between them. A buffer that has been collected is unmapped, as freed memory is.
 *
 * <p>Safe for use by any number of threads, as memory is: nothing orders two copies of the same bytes.
 */
public final class UserMemory {
    private static final byte[] ZEROS = new byte[4096];
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final AddressSpace space = new AddressSpace();

    UserMemory() {}

    /** Maps a buffer, or finds where it was mapped before. */
    long address(ByteBuffer buffer) {
        return space.address(buffer);
    }

    /** How many buffers are mapped now. */
    int mappings() {
        return space.mappings();
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
        Mapping mapping = space.find(address);
        return length == 0 || (whole(mapping) != null && run(mapping, address, length) == length);
    }

    /**
     * Reads a 32-bit number in the host's byte order: {@code get_user}.
     *
     * @param address its address
     * @return 0 to 2^32 - 1; -1 if it is not mapped
     */
    public long loadInt(long address) {
        Mapping mapping = space.find(address);
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
        Mapping mapping = space.find(address);
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
        Mapping mapping = space.find(address);
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
        Mapping mapping = space.find(address);
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
        Mapping mapping = space.find(address);
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
        Mapping mapping = space.find(address);
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
