// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import dev.fwctl.Errno;
import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/**
 * A seam with errnos to order around another seam: what no driver can do, such as failing to open, close or stat. System
 * calls of each kind are numbered from 1. Safe for use by any number of threads.
 */
public final class FaultySyscalls implements Syscalls {
    /** A kind of system call. */
    public enum Kind {
        /** {@link Syscalls#open}. */
        OPEN,
        /** {@link Syscalls#close}: the descriptor is closed all the same. */
        CLOSE,
        /** {@link Syscalls#ioctl}. */
        IOCTL,
        /** {@link Syscalls#fstat}. */
        FSTAT,
        /** {@link Syscalls#flock}. */
        FLOCK
    }

    private record Order(Kind kind, LongPredicate when, Errno errno) {}

    private final Syscalls syscalls;
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final Map<Kind, AtomicLong> counts = new ConcurrentHashMap<>();

    private FaultySyscalls(Syscalls syscalls) {
        this.syscalls = syscalls;
        for (Kind kind : Kind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    /**
     * A seam without faults so far.
     *
     * @param syscalls the seam that does the work
     * @return the seam
     */
    public static FaultySyscalls around(Syscalls syscalls) {
        return new FaultySyscalls(syscalls);
    }

    /**
     * Orders an errno for one system call.
     *
     * @param kind which kind
     * @param number which one of that kind, 1 for the first
     * @param errno what it fails with
     * @return this seam
     */
    public FaultySyscalls onCall(Kind kind, long number, Errno errno) {
        orders.add(new Order(kind, call -> call == number, errno));
        return this;
    }

    /**
     * Orders an errno for all system calls of a kind.
     *
     * @param kind which kind
     * @param errno what they fail with
     * @return this seam
     */
    public FaultySyscalls always(Kind kind, Errno errno) {
        orders.add(new Order(kind, call -> true, errno));
        return this;
    }

    /**
     * How many system calls of a kind were made.
     *
     * @param kind which kind
     * @return a number that only grows
     */
    public long calls(Kind kind) {
        return count(kind).get();
    }

    private AtomicLong count(Kind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }

    private int fault(Kind kind) {
        long number = count(kind).incrementAndGet();
        for (Order order : orders) {
            if (order.kind == kind && order.when.test(number)) {
                return -order.errno.number();
            }
        }
        return 0;
    }

    @Override
    public String name() {
        return syscalls.name() + "+faults";
    }

    @Override
    public int open(String path, int flags) {
        int fault = fault(Kind.OPEN);
        return fault != 0 ? fault : syscalls.open(path, flags);
    }

    @Override
    public int close(int fd) {
        int fault = fault(Kind.CLOSE);
        int result = syscalls.close(fd);
        return fault != 0 ? fault : result;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        int fault = fault(Kind.IOCTL);
        return fault != 0 ? fault : syscalls.ioctl(fd, request, argument);
    }

    @Override
    public int flock(int fd, int operation) {
        int fault = fault(Kind.FLOCK);
        return fault != 0 ? fault : syscalls.flock(fd, operation);
    }

    @Override
    public long fstat(int fd) {
        int fault = fault(Kind.FSTAT);
        return fault != 0 ? fault : syscalls.fstat(fd);
    }

    @Override
    public long address(ByteBuffer buffer) {
        return syscalls.address(buffer);
    }
}
