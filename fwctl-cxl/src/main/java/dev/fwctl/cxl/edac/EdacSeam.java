// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import dev.fwctl.Errno;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A seam before the real one that makes of an RPC the reading or writing of a file of EDAC, so that policies, observers
 * and the audit log see it like any other access to the device. No system call of fwctl is made for it.
 *
 * <pre>
 *   request  0 u8  1 read, 2 write       reply  the text of the file
 *            1 u8  length of the name
 *            2     the name, for example scrub0/current_cycle_duration, then the text to write
 * </pre>
 */
final class EdacSeam implements Syscalls {
    static final int READ = 1;
    static final int WRITE = 2;

    private static final Pattern NAME = Pattern.compile("(scrub|ecs_fru)\\d+/[a-z_]+");

    private final Syscalls below;
    private final Path folder;
    private final SysfsFiles files;
    private final Map<Long, WeakReference<ByteBuffer>> memory = new ConcurrentHashMap<>();

    EdacSeam(Syscalls below, Path folder, SysfsFiles files) {
        this.below = below;
        this.folder = folder;
        this.files = files;
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
        if (request != Uapi.FWCTL_RPC) {
            return below.ioctl(fd, request, argument);
        }
        ByteBuffer buffer =
                Optional.ofNullable(memory.get(argument)).map(Reference::get).orElse(null);
        if (buffer == null) {
            return -Errno.EFAULT.number();
        }
        try {
            return access(buffer.duplicate().clear().order(ByteOrder.nativeOrder()), argument);
        } catch (IOException e) {
            return -errno(e).number();
        } finally {
            Reference.reachabilityFence(buffer);
        }
    }

    private int access(ByteBuffer rpc, long argument) throws IOException {
        byte[] request = new byte[rpc.getInt(Uapi.RPC_IN_LEN)];
        rpc.get((int) (rpc.getLong(Uapi.RPC_IN) - argument), request);
        int end = 2 + (request[1] & 0xff);
        String name = new String(request, 2, end - 2, StandardCharsets.US_ASCII);
        if (!NAME.matcher(name).matches()) {
            return -Errno.EINVAL.number();
        }
        Path file = folder.resolve(name);
        byte[] reply = new byte[0];
        if (request[0] == WRITE) {
            files.write(file, java.util.Arrays.copyOfRange(request, end, request.length));
        } else {
            reply = files.read(file);
        }
        int length = Math.min(reply.length, rpc.getInt(Uapi.RPC_OUT_LEN));
        rpc.put((int) (rpc.getLong(Uapi.RPC_OUT) - argument), reply, 0, length);
        rpc.putInt(Uapi.RPC_OUT_LEN, length);
        return 0;
    }

    /** Java tells an errno in words, as the C library spells them. */
    private static Errno errno(IOException e) {
        if (e instanceof NoSuchFileException) {
            return Errno.ENODEV;
        }
        if (e instanceof AccessDeniedException) {
            return Errno.EACCES;
        }
        String reason = e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : String.valueOf(e.getMessage());
        // A stream that cannot be opened says: the file (the reason).
        boolean opening = e instanceof FileNotFoundException && reason.endsWith(")");
        return switch (opening ? reason.substring(reason.lastIndexOf('(') + 1, reason.length() - 1) : reason) {
            case "Permission denied" -> Errno.EACCES;
            case "Operation not permitted" -> Errno.EPERM;
            case "Invalid argument" -> Errno.EINVAL;
            case "Device or resource busy" -> Errno.EBUSY;
            case "No such device" -> Errno.ENODEV;
            case "Read-only file system" -> Errno.EROFS;
            default -> Errno.EIO;
        };
    }
}
