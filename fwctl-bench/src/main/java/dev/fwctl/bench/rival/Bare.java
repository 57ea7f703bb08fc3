// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.nio.ByteOrder;

/**
 * The code that a program would write without the library: one block of memory, filled as {@code struct fwctl_rpc}, and
 * ioctl.
 */
public final class Bare {
    private static final int O_RDWR_CLOEXEC = 02000002;
    private static final int HEADER = 32;
    private static final int OUT_LEN = 12;

    private Bare() {}

    /** JNA's direct mapping, primitives only: the fastest that JNA has. */
    public static final class Direct {
        static {
            Native.register(Direct.class, NativeLibrary.getProcess());
        }

        private Direct() {}

        public static native int open(String path, int flags);

        public static native int ioctl(int fd, long request, long argument);
    }

    /** JNA's interface mapping. */
    interface LibC extends Library {
        int ioctl(int fd, long request, Pointer argument);
    }

    /** JNA's interface mapping with a Structure, as in its documentation. */
    interface LibCWithStructure extends Library {
        int ioctl(int fd, long request, FwctlRpc argument);

        int ioctl(int fd, long request, Count argument);
    }

    /** {@code struct fwctl_rpc}. */
    @FieldOrder({"size", "scope", "inLen", "outLen", "in", "out"})
    public static final class FwctlRpc extends Structure {
        public int size;
        public int scope;
        public int inLen;
        public int outLen;
        public long in;
        public long out;
    }

    /** The int that {@code FIONREAD} writes. */
    @FieldOrder("count")
    public static final class Count extends Structure {
        public int count;
    }

    public static int open(Target target) {
        int fd = Direct.open(target.path().toString(), O_RDWR_CLOEXEC);
        if (fd < 0) {
            throw new IllegalStateException("cannot open " + target.path() + ": errno " + Native.getLastError());
        }
        return fd;
    }

    public static Memory memory(Target target) {
        byte[] request = target.requestBytes();
        Memory memory = new Memory(HEADER + request.length + 8L + target.replyBytes());
        memory.clear();
        memory.setInt(0, HEADER);
        memory.setInt(4, Target.SCOPE.value());
        memory.setInt(8, request.length);
        memory.setInt(OUT_LEN, target.replyBytes());
        memory.write(HEADER, request, 0, request.length);
        memory.setLong(16, Pointer.nativeValue(memory) + HEADER);
        memory.setLong(24, Pointer.nativeValue(memory) + HEADER + (request.length + 7 & ~7));
        return memory;
    }

    public static Task direct(Target target) {
        int fd = open(target);
        Memory memory = memory(target);
        // A direct buffer, because setInt of JNA's Memory is a native call itself.
        var fields = memory.getByteBuffer(0, HEADER).order(ByteOrder.nativeOrder());
        long argument = Pointer.nativeValue(memory) + target.argumentOffset();
        long request = target.ioctl();
        int room = target.replyBytes();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                fields.putInt(OUT_LEN, room);
                sum += check(Direct.ioctl(fd, request, argument));
            }
            return sum;
        };
    }

    public static Task interfaceMapping(Target target) {
        LibC libc = Native.load("c", LibC.class);
        int fd = open(target);
        Memory memory = memory(target);
        Pointer argument = memory.share(target.argumentOffset());
        long request = target.ioctl();
        int room = target.replyBytes();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                memory.setInt(OUT_LEN, room);
                sum += check(libc.ioctl(fd, request, argument));
            }
            return sum;
        };
    }

    public static Task structure(Target target) {
        LibCWithStructure libc = Native.load("c", LibCWithStructure.class);
        int fd = open(target);
        if (target.host()) {
            Count count = new Count();
            return times -> {
                long sum = 0;
                for (int i = 0; i < times; i++) {
                    sum += check(libc.ioctl(fd, HostIoctl.FIONREAD, count)) + count.count;
                }
                return sum;
            };
        }
        Memory memory = memory(target);
        FwctlRpc rpc = new FwctlRpc();
        rpc.size = HEADER;
        rpc.scope = Target.SCOPE.value();
        rpc.inLen = memory.getInt(8);
        rpc.in = memory.getLong(16);
        rpc.out = memory.getLong(24);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                rpc.outLen = target.replyBytes();
                sum += check(libc.ioctl(fd, Target.FWCTL_RPC, rpc)) + rpc.outLen;
            }
            java.lang.ref.Reference.reachabilityFence(memory);
            return sum;
        };
    }

    public static int check(int result) {
        if (result < 0) {
            throw new IllegalStateException("the ioctl failed: errno " + Native.getLastError());
        }
        return result;
    }
}
