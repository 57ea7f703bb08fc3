// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The look-up of a path by {@code open(2)}: {@code fs/namei.c}, as far as files without symbolic links need it.
 */
final class PathLookup {
    private static final int ENOENT = 2;
    private static final int ENOTDIR = 20;
    private static final int EISDIR = 21;
    private static final int O_ACCMODE = 3;

    private final DeviceTable devices;
    /** Of regular files and folders; nodes have their own, since another device's node may get the same name. */
    private final Map<Path, Inode> inodes = new ConcurrentHashMap<>();

    PathLookup(DeviceTable devices) {
        this.devices = devices;
    }

    /** Opens it; throws a refusal with the errno if it cannot be opened. */
    OpenFile open(String path, int flags) throws IOException {
        Path file = Path.of(path);
        if (!Files.exists(file)) {
            throw refusal(isBelowFile(file) ? ENOTDIR : ENOENT);
        }
        if (Files.isDirectory(file)) {
            if ((flags & O_ACCMODE) != 0 && !OpenFile.isPath(flags)) {
                throw refusal(EISDIR);
            }
            return new OpenFile(path, flags, inode(file, Inode::directory), null);
        }
        if (path.endsWith("/")) {
            throw refusal(ENOTDIR);
        }
        int number = SysfsTree.nodeNumber(file);
        return number < 0
                ? new OpenFile(path, flags, inode(file, Inode::regular), null)
                : devices.open(path, flags, number);
    }

    /** Whether some part of a path is there and has nothing below it. */
    private static boolean isBelowFile(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
        }
        return false;
    }

    private Inode inode(Path file, Supplier<Inode> fresh) throws IOException {
        return inodes.computeIfAbsent(file.toRealPath(), path -> fresh.get());
    }

    private static SimulatedDriver.Refusal refusal(int errno) {
        return new SimulatedDriver.Refusal(new Errno(errno));
    }
}
