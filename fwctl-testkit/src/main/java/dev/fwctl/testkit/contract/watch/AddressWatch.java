// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import dev.fwctl.Errno;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A seam that remembers which addresses went through it, and counts RPCs. Told to hold back, it sends none of them.
 */
public final class AddressWatch implements Syscalls {

    private static final int IN_LEN = 8;
    private static final int IN = 16;

    private final Syscalls syscalls;

    /** Kept: as long as they are, nobody else has their addresses. */
    private final NavigableMap<Long, ByteBuffer> memory = new TreeMap<>();

    private final Set<Long> sent = new HashSet<>();
    private final AtomicLong rpcs = new AtomicLong();
    private volatile boolean holdsBack;

    public AddressWatch(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    /** From now on no RPC is sent. */
    public void holdBack() {
        holdsBack = true;
    }

    public long rpcs() {
        return rpcs.get();
    }

    /** The addresses that requests held when they were sent. */
    public synchronized Set<Long> sent() {
        return Set.copyOf(sent);
    }

    /**
     * Whether a number that is kept tells where memory lies that came through here. Small numbers are often something else,
     * and a JVM that is no position-independent program has memory there too: of those, only what a request held.
     */
    public synchronized boolean isTold(long number) {
        return number >= ProcessMemory.LOWEST ? at(number, 1) != null : sent.contains(number);
    }

    @Override
    public String name() {
        return syscalls.name();
    }

    @Override
    public int open(String path, int flags) {
        return syscalls.open(path, flags);
    }

    @Override
    public int close(int fd) {
        return syscalls.close(fd);
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        if ((int) request == (int) Uapi.FWCTL_RPC) {
            rpcs.incrementAndGet();
            note(argument);
            if (holdsBack) {
                return -Errno.EIO.number();
            }
        }
        return syscalls.ioctl(fd, request, argument);
    }

    /** Reads struct fwctl_rpc, and the request that it points at. */
    private synchronized void note(long argument) {
        ByteBuffer header = at(argument, Uapi.RPC_BYTES);
        if (header == null) {
            return;
        }
        int length = header.getInt(IN_LEN);
        ByteBuffer request = at(header.getLong(IN), length);
        for (int i = 0; request != null && i + Long.BYTES <= length; i++) {
            long number = request.getLong(i);
            if (at(number, 1) != null) {
                sent.add(number);
            }
        }
    }

    private @Nullable ByteBuffer at(long address, int length) {
        Map.Entry<Long, ByteBuffer> below = memory.floorEntry(address);
        long index = below == null ? -1 : address - below.getKey();
        return below == null || length < 0 || index + length > below.getValue().capacity()
                ? null
                : below.getValue()
                        .duplicate()
                        .clear()
                        .slice((int) index, length)
                        .order(ByteOrder.nativeOrder());
    }

    @Override
    public int flock(int fd, int operation) {
        return syscalls.flock(fd, operation);
    }

    @Override
    public long fstat(int fd) {
        return syscalls.fstat(fd);
    }

    @Override
    public long address(ByteBuffer buffer) {
        long address = syscalls.address(buffer);
        synchronized (this) {
            memory.put(address, buffer);
        }
        return address;
    }
}
