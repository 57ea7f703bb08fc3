// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.Fwctl;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A simulated kernel's seam whose {@code flock} is the real one, on a real file for each node: two processes, each with a
 * simulated kernel of its own, see each other's locks as they would on the nodes of one real kernel.
 */
final class RealLocks implements Syscalls {
    private final Syscalls kernel;
    private final Syscalls real = Fwctl.system().syscalls();
    private final Path folder;
    private final Map<Integer, Integer> files = new ConcurrentHashMap<>();

    /** Locks on files in a folder that the processes share. */
    RealLocks(Syscalls kernel, Path folder) {
        this.kernel = kernel;
        this.folder = folder;
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public int open(String path, int flags) {
        int fd = kernel.open(path, flags);
        if (fd >= 0) {
            Path file = folder.resolve("node-" + Path.of(path).getFileName());
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // by another open, or another process
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.put(fd, real.open(file.toString(), Uapi.O_RDONLY_CLOEXEC));
        }
        return fd;
    }

    @Override
    public int close(int fd) {
        Integer file = files.remove(fd);
        if (file != null) {
            real.close(file);
        }
        return kernel.close(fd);
    }

    @Override
    public int flock(int fd, int operation) {
        Integer file = files.get(fd);
        return file == null ? kernel.flock(fd, operation) : real.flock(file, operation);
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return kernel.ioctl(fd, request, argument);
    }

    @Override
    public long fstat(int fd) {
        return kernel.fstat(fd);
    }

    @Override
    public long address(ByteBuffer buffer) {
        return kernel.address(buffer);
    }
}
