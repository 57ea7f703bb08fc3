// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;

/**
 * The code that a program would write without the library: one block of memory, filled as {@code struct fwctl_rpc}, and
 * ioctl.
 */
public final class Bare {
    private static final int O_RDWR_CLOEXEC = 02000002;

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

    public static Task direct(Target target, int fd, Outcomes outcomes) {
        Block block = new Block(target, outcomes);
        long argument = block.argument;
        long request = target.ioctl();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                block.before();
                if (Direct.ioctl(fd, request, argument) < 0) {
                    outcomes.errno(Native.getLastError());
                } else {
                    sum += block.after();
                }
            }
            return sum;
        };
    }

    public static Task interfaceMapping(Target target, int fd, Outcomes outcomes) {
        LibC libc = Native.load("c", LibC.class);
        Block block = new Block(target, outcomes);
        Pointer argument = block.memory.share(target.argumentOffset());
        long request = target.ioctl();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                block.before();
                if (libc.ioctl(fd, request, argument) < 0) {
                    outcomes.errno(Native.getLastError());
                } else {
                    sum += block.after();
                }
            }
            return sum;
        };
    }

    public static Task structure(Target target, int fd, Outcomes outcomes) {
        LibCWithStructure libc = Native.load("c", LibCWithStructure.class);
        if (target.host()) {
            Count count = new Count();
            return times -> {
                long sum = 0;
                for (int i = 0; i < times; i++) {
                    if (libc.ioctl(fd, HostIoctl.FIONREAD, count) < 0) {
                        outcomes.errno(Native.getLastError());
                    } else {
                        sum += count.count;
                    }
                }
                return sum;
            };
        }
        Block block = new Block(target, outcomes);
        FwctlRpc rpc = new FwctlRpc();
        rpc.size = Block.HEADER;
        rpc.scope = Target.SCOPE.value();
        rpc.inLen = block.memory.getInt(8);
        rpc.in = block.memory.getLong(16);
        rpc.out = block.memory.getLong(24);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                rpc.outLen = target.replyBytes();
                if (libc.ioctl(fd, Target.FWCTL_RPC, rpc) < 0) {
                    outcomes.errno(Native.getLastError());
                } else {
                    sum += block.after(rpc.outLen);
                }
            }
            return sum;
        };
    }
}
