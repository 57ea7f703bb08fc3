// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import dev.fwctl.seam.Statx;
import dev.fwctl.seam.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A look at a file by one system call that asks for nothing but what tells whether the file is still the same.
 *
 * <p>java.nio asks for a file's times too. Linux 6.13 and later then give the next write a time of its own, and keep it in the
 * inode, which takes as long as a third of the write ({@code fill_mg_cmtime} in {@code fs/stat.c}). Used by one thread at a
 * time.
 */
final class Glance {
    private static final int WANTED = Statx.ASK_INO | Statx.ASK_SIZE;

    private final Syscalls syscalls;
    private final ByteBuffer path;
    private final ByteBuffer found = ByteBuffer.allocateDirect(Statx.BYTES).order(ByteOrder.nativeOrder());
    private final long pathAddress;
    private final long foundAddress;
    private long device;
    private long inode;

    private Glance(Syscalls syscalls, byte[] path) {
        this.syscalls = syscalls;
        this.path = ByteBuffer.allocateDirect(path.length + 1).put(path).clear();
        this.pathAddress = syscalls.address(this.path);
        this.foundAddress = syscalls.address(found);
    }

    /** Of the file that a path leads to now; empty if this seam, or this file system, cannot tell. */
    static Optional<Glance> of(Syscalls syscalls, Path file) {
        String text = file.toAbsolutePath().toString();
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return Optional.empty(); // how the JVM spells other characters to the kernel is its own affair
        }
        Glance glance = new Glance(syscalls, text.getBytes(StandardCharsets.US_ASCII));
        if (!glance.look()) {
            return Optional.empty();
        }
        glance.device = glance.foundDevice();
        glance.inode = glance.found.getLong(Statx.INO);
        return Optional.of(glance);
    }

    private boolean look() {
        try {
            return syscalls.statx(pathAddress, WANTED, foundAddress) == 0
                    && (found.getInt(Statx.MASK) & WANTED) == WANTED;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** {@code new_encode_dev}'s numbers, 32 bits each. */
    private long foundDevice() {
        return (long) found.getInt(Statx.DEV_MAJOR) << 32 | Integer.toUnsignedLong(found.getInt(Statx.DEV_MINOR));
    }

    /** Whether the path leads to the same file still, and that has a length. If not, {@link FileSink} finds out what is. */
    boolean unchanged(long length) {
        return look()
                && found.getLong(Statx.INO) == inode
                && foundDevice() == device
                && found.getLong(Statx.SIZE) == length;
    }
}
