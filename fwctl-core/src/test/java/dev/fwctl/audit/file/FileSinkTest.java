// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.internal.SystemSyscalls;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink notices what somebody does to its file, through a seam to the kernel and without. */
class FileSinkTest {
    private static final byte[] LINE = "one line\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private interface Harm {
        void to(Path file) throws IOException;
    }

    @TempDir
    Path root;

    private int tries;

    /** What is noticed with each way to look, on a file of its own. */
    private void noticed(String told, Harm harm) throws Exception {
        for (Optional<Syscalls> seam : ways()) {
            Path folder = Files.createDirectory(root.resolve("folder" + tries++));
            Path file = folder.resolve("app.000001.jsonl");
            try (LogSink sink = FileSink.through(seam).create(file)) {
                sink.requireUnchanged(0);
                sink.write(LINE, LINE.length);
                sink.requireUnchanged(LINE.length);
                harm.to(file);
                StrayedFileException e =
                        assertThrows(StrayedFileException.class, () -> sink.requireUnchanged(LINE.length));
                assertTrue(e.what().contains(told), e.what());
            }
        }
    }

    private static Iterable<Optional<Syscalls>> ways() throws Exception {
        Syscalls kernel = SystemSyscalls.load();
        return java.util.List.of(Optional.empty(), Optional.of(kernel), Optional.of(new Counting(kernel, 2)));
    }

    /** A seam that stops to know {@code statx} after some calls, as the simulated kernel never does. */
    private static final class Counting implements Syscalls {
        final AtomicInteger calls = new AtomicInteger();
        private final Syscalls below;
        private final int good;

        Counting(Syscalls below, int good) {
            this.below = below;
            this.good = good;
        }

        @Override
        public int statx(long path, int mask, long result) {
            return calls.incrementAndGet() > good ? -ENOSYS : below.statx(path, mask, result);
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int open(String path, int flags) {
            return -ENOSYS;
        }

        @Override
        public int close(int fd) {
            return -ENOSYS;
        }

        @Override
        public int ioctl(int fd, long request, long argument) {
            return -ENOSYS;
        }

        @Override
        public long fstat(int fd) {
            return -ENOSYS;
        }

        @Override
        public long address(ByteBuffer buffer) {
            return below.address(buffer);
        }
    }

    @Test
    void deleted() throws Exception {
        noticed("deleted or renamed", Files::delete);
    }

    @Test
    void renamed() throws Exception {
        noticed("deleted or renamed", file -> Files.move(file, file.resolveSibling("taken")));
    }

    @Test
    void movedWithItsFolder() throws Exception {
        noticed("deleted or renamed", file -> Files.move(file.getParent(), root.resolve("moved" + tries)));
    }

    @Test
    void shorter() throws Exception {
        noticed("1 bytes shorter", file -> {
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(LINE.length - 1);
            }
        });
    }

    @Test
    void longer() throws Exception {
        noticed("3 bytes longer", file -> Files.writeString(file, "{}\n", StandardOpenOption.APPEND));
    }

    @Test
    void replacedByItsTwin() throws Exception {
        noticed("replaced", file -> {
            Path copy = Files.copy(file, file.resolveSibling("copy"));
            Files.delete(file);
            Files.move(copy, file);
        });
    }

    @Test
    void replacedByALinkToItself() throws Exception {
        noticed("replaced", file -> {
            Path moved = Files.move(file, file.resolveSibling("moved"));
            Files.createSymbolicLink(file, moved);
        });
    }

    /** One system call for each look: a caller waits for it. */
    @Test
    void oneCallPerLook() throws Exception {
        Counting seam = new Counting(SystemSyscalls.load(), Integer.MAX_VALUE);
        try (LogSink sink = FileSink.through(Optional.of(seam)).create(root.resolve("app.000001.jsonl"))) {
            int before = seam.calls.get();
            for (int i = 0; i < 10; i++) {
                sink.requireUnchanged(0);
            }
            assertEquals(10, seam.calls.get() - before);
        }
    }

    /** How the JVM spells other characters to the kernel is its own affair. */
    @Test
    void aNameThatIsNotAscii() throws Exception {
        Path folder;
        try {
            folder = Files.createDirectory(root.resolve("für"));
        } catch (java.nio.file.InvalidPathException e) {
            return; // a JVM whose locale has no such character
        }
        Counting seam = new Counting(SystemSyscalls.load(), Integer.MAX_VALUE);
        Path file = folder.resolve("app.000001.jsonl");
        try (LogSink sink = FileSink.through(Optional.of(seam)).create(file)) {
            assertDoesNotThrow(() -> sink.requireUnchanged(0));
            assertEquals(0, seam.calls.get());
            Files.delete(file);
            assertThrows(StrayedFileException.class, () -> sink.requireUnchanged(0));
        }
    }
}
