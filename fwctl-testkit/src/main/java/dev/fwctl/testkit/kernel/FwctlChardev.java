// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * One {@code struct fwctl_device} and its file operations: {@code drivers/fwctl/main.c} of Linux 7.3, check by check and
 * in the same order.
 *
 * <p>The numbers of {@code include/uapi/fwctl/fwctl.h} stand here once more, on purpose: a kernel that took them from the
 * library would agree with it where both are wrong.
 */
final class FwctlChardev {
    static final int INFO = 0x9A00;
    static final int RPC = 0x9A01;
    private static final int INFO_SIZE = 24;
    private static final int RPC_SIZE = 32;
    private static final int MAX_RPC_LEN = 2 << 20;

    /** What lies behind a driver's reply when the driver claims more than it wrote. */
    private static final byte STALE = (byte) 0xa5;

    /** Lets two open files share a context object, and still be told apart. */
    private record Opened(SimulatedDriver.Context context) implements SimulatedDriver.Context {
        @Override
        public byte @Nullable [] info() {
            return context.info();
        }

        @Override
        public Answer rpc(RpcScope scope, byte[] request, int outLength) {
            return context.rpc(scope, request, outLength);
        }

        @Override
        public void close() {
            context.close();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    final String name;
    final int minor;
    private final SimulatedKernel kernel;
    private final UserMemory memory;
    private final StampedLock registration = new StampedLock();
    private final Set<SimulatedDriver.Context> contexts = ConcurrentHashMap.newKeySet();
    /** One for the registration, one for each open file; the minor number is free again when none is left. */
    private final AtomicInteger references = new AtomicInteger(1);

    private volatile @Nullable SimulatedDriver driver;

    FwctlChardev(SimulatedKernel kernel, UserMemory memory, SimulatedDriver driver, int minor) {
        this.kernel = kernel;
        this.memory = memory;
        this.driver = driver;
        this.minor = minor;
        this.name = "fwctl" + minor;
    }

    /** {@code fwctl_fops_open}. Returns null if the device has been unregistered. */
    SimulatedDriver.@Nullable Context open() {
        long stamp = registration.readLock();
        try {
            SimulatedDriver ops = driver;
            if (ops == null) {
                return null;
            }
            Opened context = new Opened(ops.open());
            contexts.add(context);
            references.incrementAndGet();
            return context;
        } finally {
            registration.unlockRead(stamp);
        }
    }

    /** {@code fwctl_fops_release}. */
    void release(SimulatedDriver.Context context) {
        long stamp = registration.readLock();
        try {
            if (contexts.remove(context)) {
                context.close();
            }
        } finally {
            registration.unlockRead(stamp);
        }
        put();
    }

    /** {@code fwctl_unregister}: waits for the RPCs in flight, and ends every open file's use of the device. */
    void unregister() {
        long stamp = registration.writeLock();
        try {
            contexts.forEach(SimulatedDriver.Context::close);
            contexts.clear();
            driver = null;
        } finally {
            registration.unlockWrite(stamp);
        }
        put();
    }

    private void put() {
        if (references.decrementAndGet() == 0) {
            kernel.devices().freeMinor(minor);
        }
    }

    /** {@code fwctl_fops_ioctl}. */
    int ioctl(SimulatedDriver.Context context, int command, long argument) {
        if (command != INFO && command != RPC) {
            return -Errno.ENOTTY.number();
        }
        int size = command == INFO ? INFO_SIZE : RPC_SIZE;
        long userSize = memory.loadInt(argument);
        if (userSize < 0) {
            return -Errno.EFAULT.number();
        }
        if (userSize < size) {
            return -Errno.EINVAL.number();
        }
        if (userSize > size) {
            int tail = memory.checkZeroed(argument + size, userSize - size);
            if (tail != 0) {
                return tail > 0 ? -Errno.E2BIG.number() : -Errno.EFAULT.number();
            }
        }
        byte[] struct = new byte[size];
        if (!memory.copyIn(argument, struct, size)) {
            return -Errno.EFAULT.number();
        }
        ByteBuffer cmd = ByteBuffer.wrap(struct).order(ByteOrder.nativeOrder());
        long stamp = registration.readLock();
        try {
            SimulatedDriver ops = driver;
            if (ops == null) {
                return -Errno.ENODEV.number();
            }
            int result = command == INFO ? info(ops, context, cmd) : rpc(context, cmd);
            return result == 0 && !memory.copyOut(argument, struct, 0, size) ? -Errno.EFAULT.number() : result;
        } finally {
            registration.unlockRead(stamp);
        }
    }

    /** {@code fwctl_cmd_info}: changes the kernel's own copy of the structure, which goes back as a whole. */
    private int info(SimulatedDriver ops, SimulatedDriver.Context context, ByteBuffer cmd) {
        if (cmd.getInt(4) != 0) {
            return -Errno.EOPNOTSUPP.number();
        }
        long room = Integer.toUnsignedLong(cmd.getInt(12));
        long to = cmd.getLong(16);
        int length = 0;
        if (room != 0) {
            byte[] data = context.info();
            if (data != null) {
                length = data.length;
                int copied = (int) Math.min(room, length);
                if (!memory.copyOut(to, data, 0, copied)) {
                    return -Errno.EFAULT.number();
                }
                to += copied;
                room -= copied;
            }
            if (!memory.clear(to, room)) {
                return -Errno.EFAULT.number();
            }
        }
        cmd.putInt(8, ops.deviceType()).putInt(12, length);
        return 0;
    }

    /** {@code fwctl_cmd_rpc}. */
    private int rpc(SimulatedDriver.Context context, ByteBuffer cmd) {
        long scope = Integer.toUnsignedLong(cmd.getInt(4));
        long inLength = Integer.toUnsignedLong(cmd.getInt(8));
        long outLength = Integer.toUnsignedLong(cmd.getInt(12));
        if (inLength > MAX_RPC_LEN || outLength > MAX_RPC_LEN) {
            return -Errno.EMSGSIZE.number();
        }
        if (scope > 3) {
            return -Errno.EOPNOTSUPP.number();
        }
        if (scope == 3 && !kernel.hasRawIo()) {
            return -Errno.EPERM.number();
        }
        if (scope >= 2) {
            kernel.taint(name);
        }
        byte[] request = new byte[(int) inLength];
        if (!memory.copyIn(cmd.getLong(16), request, request.length)) {
            return -Errno.EFAULT.number();
        }
        Answer answer = context.rpc(RpcScope.of((int) scope), request, (int) outLength);
        if (answer.errno() != 0) {
            return -answer.errno();
        }
        long to = cmd.getLong(24);
        int copied = (int) Math.min(outLength, Integer.toUnsignedLong(answer.outLength()));
        int written = Math.min(copied, answer.bytes().length);
        if (!memory.copyOut(to, answer.bytes(), 0, written)) {
            return -Errno.EFAULT.number();
        }
        if (copied > written && !copyStale(to + written, copied - written)) {
            return -Errno.EFAULT.number();
        }
        cmd.putInt(12, answer.outLength());
        return 0;
    }

    private boolean copyStale(long to, int length) {
        byte[] stale = new byte[length];
        Arrays.fill(stale, STALE);
        return memory.copyOut(to, stale, 0, length);
    }
}
