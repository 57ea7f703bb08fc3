// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Errno;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A seam before the real one, through which a CXL memory device (/dev/cxl/memN) looks like a fwctl one: FWCTL_RPC becomes
 * CXL_MEM_SEND_COMMAND, FWCTL_INFO becomes CXL_MEM_QUERY_COMMANDS. So the mailbox commands that go this way have the same
 * policy, observers, audit log and care for the file descriptor as all others.
 *
 * <p>Requests and replies are framed as the kernel's CXL driver frames them for fwctl, see {@link Wire}; the scope of an
 * RPC means nothing here. Source: {@code include/uapi/linux/cxl_mem.h} (Linux 7.3).
 *
 * <pre>
 *   struct cxl_send_command                    struct cxl_mem_query_commands
 *    0  u32 id                                  0  u32 n_commands
 *    4  u32 flags, 0                            4  u32 reserved
 *    8  u32 raw opcode, 0                       8  struct cxl_command_info, 16 bytes each
 *   12  u32 retval, from the device
 *   16  u32 in.size, u32 reserved, u64 in.payload
 *   32  u32 out.size, u32 reserved, u64 out.payload
 * </pre>
 */
final class MemdevSeam implements Syscalls {
    /** {@code _IOR(0xCE, 1, struct cxl_mem_query_commands)}, whose size without its array is 8. */
    private static final long CXL_MEM_QUERY_COMMANDS = 0x8008CE01L;

    /** {@code _IOWR(0xCE, 2, struct cxl_send_command)}, whose size is 48. */
    private static final long CXL_MEM_SEND_COMMAND = 0xC030CE02L;

    private static final int SEND_COMMAND = 48;
    private static final int QUERY_HEADER = 8;

    private static final int DEVICE_TYPE_CXL = 2;

    private record Scratch(ByteBuffer memory, long address) {}

    private final Syscalls below;
    private final Map<Long, WeakReference<ByteBuffer>> memory = new ConcurrentHashMap<>();
    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();

    MemdevSeam(Syscalls below) {
        this.below = below;
    }

    @Override
    public String name() {
        return below.name();
    }

    @Override
    public int open(String path, int flags) {
        return below.open(path, flags);
    }

    @Override
    public int close(int fd) {
        return below.close(fd);
    }

    @Override
    public int flock(int fd, int operation) {
        return below.flock(fd, operation);
    }

    @Override
    public long fstat(int fd) {
        return below.fstat(fd);
    }

    /** Remembers the buffer, for the structures in it are read and written here. */
    @Override
    public long address(ByteBuffer buffer) {
        long address = below.address(buffer);
        memory.values().removeIf(known -> known.get() == null);
        memory.put(address, new WeakReference<>(buffer));
        return address;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        WeakReference<ByteBuffer> known = memory.get(argument);
        ByteBuffer buffer = known == null ? null : known.get();
        if (buffer == null) {
            return -Errno.EFAULT.number();
        }
        ByteBuffer view = buffer.duplicate().clear().order(ByteOrder.nativeOrder());
        try {
            if (request == Uapi.FWCTL_RPC) {
                return send(fd, view, argument);
            }
            return request == Uapi.FWCTL_INFO ? query(fd, view, argument) : -Errno.ENOTTY.number();
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    private int send(int fd, ByteBuffer rpc, long argument) {
        int room = rpc.getInt(12) - Wire.REPLY_HEADER;
        int request = (int) (rpc.getLong(16) - argument);
        int response = (int) (rpc.getLong(24) - argument);
        Optional<KernelCommand> command = KernelCommand.ofOpcode(Wire.opcode(rpc, request));
        int payload = Wire.payloadSize(rpc, request);
        if (command.isEmpty()) {
            return -Errno.ENOTTY.number();
        }
        Scratch scratch = Optional.ofNullable(scratches.poll()).orElseGet(() -> scratch(SEND_COMMAND));
        ByteBuffer struct = scratch.memory;
        if (isGone(fd, scratch)) {
            scratches.add(scratch);
            return -Errno.ENODEV.number();
        }
        for (int at = 0; at < SEND_COMMAND; at += Long.BYTES) {
            struct.putLong(at, 0);
        }
        struct.putInt(0, command.get().id());
        struct.putInt(16, payload);
        struct.putLong(24, payload == 0 ? 0 : argument + request + Wire.REQUEST_HEADER);
        struct.putInt(32, room);
        struct.putLong(40, room == 0 ? 0 : argument + response + Wire.REPLY_HEADER);
        int result = below.ioctl(fd, CXL_MEM_SEND_COMMAND, scratch.address);
        int size = struct.getInt(32);
        int code = struct.getInt(12);
        scratches.add(scratch);
        if (result < 0) {
            return result;
        }
        Wire.replyHeader(rpc, response, size, code);
        // A size that the room cannot hold is left for the decoder to find.
        rpc.putInt(12, Wire.REPLY_HEADER + (size < 0 ? room : Math.min(size, room)));
        return 0;
    }

    /**
     * Whether the device had gone before anything was sent. To a command, the kernel answers ENXIO when the device is gone
     * for good, and a mailbox may fail with it after the device acted: asked afterwards, nobody could tell which it was.
     * Asking how many commands there are needs no mailbox, so it fails in the first case only. ENXIO of the command itself
     * stays what it is, an outcome that is not known.
     */
    private boolean isGone(int fd, Scratch scratch) {
        scratch.memory.putLong(0, 0);
        return below.ioctl(fd, CXL_MEM_QUERY_COMMANDS, scratch.address) == -Errno.ENXIO.number();
    }

    private int query(int fd, ByteBuffer info, long argument) {
        int length = info.getInt(12);
        int count = length / KernelCommandState.BYTES;
        Scratch scratch = scratch(QUERY_HEADER + count * KernelCommandState.BYTES);
        scratch.memory.putInt(0, count);
        try {
            int result = below.ioctl(fd, CXL_MEM_QUERY_COMMANDS, scratch.address);
            if (result >= 0) {
                int data = (int) (info.getLong(16) - argument);
                info.put(data, scratch.memory, QUERY_HEADER, count * KernelCommandState.BYTES);
                info.putInt(8, DEVICE_TYPE_CXL);
            }
            return result == -Errno.ENXIO.number() ? -Errno.ENODEV.number() : result;
        } finally {
            Reference.reachabilityFence(scratch);
        }
    }

    private Scratch scratch(int bytes) {
        ByteBuffer struct = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        return new Scratch(struct, below.address(struct));
    }
}
