// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folders in the temporary folder that last no longer than their process. One that is killed cannot delete its own; the
 * next process does. A folder's name has the process's number, and a file in it is locked as long as the process lives,
 * so that one whose number means nothing here, in another container, is left alone.
 */
final class TemporaryFolder {
    private static final String PREFIX = "fwctl-simulated-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-.*");
    private static final String OWNER = ".owner";

    /** The locked files of this process. */
    private static final Map<Path, FileChannel> OWN = new ConcurrentHashMap<>();

    private TemporaryFolder() {}

    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    static Path create() throws IOException {
        if (SWEPT.compareAndSet(false, true)) {
            sweepOnce();
        }
        Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-")
                .toRealPath();
        FileChannel owner =
                FileChannel.open(folder.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        owner.lock();
        OWN.put(folder, owner);
        return folder;
    }

    /** Deletes one that {@link #create} made. */
    static void delete(Path folder) {
        @Nullable FileChannel owner = OWN.remove(folder);
        SysfsTree.delete(folder);
        try {
            if (owner != null) {
                owner.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweepOnce() {
        try {
            sweep(Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IOException e) {
            // It may not be listed; then what others left stays.
        }
    }

    /** Deletes what processes of this user left that do not live any more. */
    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches() && isLeft(folder, Long.parseLong(name.group(1)))) {
                    try {
                        SysfsTree.delete(folder);
                    } catch (UncheckedIOException e) {
                        // Another process sweeps it at this moment.
                    }
                }
            }
        }
    }

    private static boolean isLeft(Path folder, long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path owner = folder.resolve(OWNER);
        try {
            // Nobody else can change what is in a folder of ours, which is for us only.
            boolean ours =
                    Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
            if (!ours || !Files.exists(owner, LinkOption.NOFOLLOW_LINKS)) {
                return ours;
            }
            try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock != null;
            }
        } catch (IOException e) {
            return false;
        }
    }
}
