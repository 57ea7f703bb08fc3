// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seam on the kernel that the tests run on, which has no fwctl device but files, pipes and terminals. */
class JnaSyscallsTest {
    /** FIONREAD of include/uapi/asm-generic/ioctls.h: how many bytes can be read. */
    private static final long FIONREAD = 0x541B;

    private final Syscalls syscalls;

    JnaSyscallsTest() throws SeamUnavailableException {
        syscalls = new JnaProvider().load();
    }

    @Test
    void tellsDevicesApart() {
        int fd = syscalls.open("/dev/null", Uapi.O_RDWR_CLOEXEC);
        assertTrue(fd >= 0);
        FileStatus status = FileStatus.unpack(syscalls.fstat(fd));
        // Documentation/admin-guide/devices.txt: 1 char, 3 = /dev/null
        assertEquals(1, status.major());
        assertEquals(3, status.minor());
        assertTrue(status.isCharacterDevice());
        assertEquals(0, syscalls.close(fd));
    }

    @Test
    void aFileIsNoDevice(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("größe"), "12345");
        int fd = syscalls.open(file.toString(), Uapi.O_RDONLY_CLOEXEC);
        assertTrue(fd >= 0);
        assertFalse(FileStatus.unpack(syscalls.fstat(fd)).isCharacterDevice());
        syscalls.close(fd);
    }

    @Test
    void passesTheArgumentAndTheAnswerOfAnIoctl(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("five"), "12345");
        int fd = syscalls.open(file.toString(), Uapi.O_RDONLY_CLOEXEC);
        ByteBuffer memory = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        memory.putLong(0, -1);
        assertEquals(0, syscalls.ioctl(fd, FIONREAD, syscalls.address(memory)));
        assertEquals(5, memory.getInt(0));
        assertEquals(-1, memory.getInt(4));
        syscalls.close(fd);
    }

    @Test
    void answersWithErrno() {
        assertEquals(-Errno.ENOENT.number(), syscalls.open("/nonexistent", Uapi.O_RDWR_CLOEXEC));
        assertEquals(-Errno.EBADF.number(), syscalls.close(-1));
        assertEquals(-Errno.EBADF.number(), syscalls.ioctl(-1, Uapi.FWCTL_INFO, 0));
        assertEquals(-Errno.EBADF.number(), syscalls.fstat(-1));
        int fd = syscalls.open("/dev/null", Uapi.O_RDWR_CLOEXEC);
        assertEquals(-Errno.ENOTTY.number(), syscalls.ioctl(fd, Uapi.FWCTL_INFO, 0));
        syscalls.close(fd);
    }

    @Test
    void addressesAreRealAndAddUp() {
        ByteBuffer memory = ByteBuffer.allocateDirect(64);
        assertEquals(syscalls.address(memory) + 8, syscalls.address(memory.slice(8, 8)));
        assertThrows(IllegalArgumentException.class, () -> syscalls.address(ByteBuffer.allocate(8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tmp/jna.tmp: failed to map segment from shared object | noexec",
                "There is an incompatible JNA native library installed on this system | boot.library.path",
                "Error loading shared library ld-linux-x86-64.so.2: No such file | musl",
                "Failed to create temporary file: Permission denied | jna.tmpdir",
                "Could not find JNA native support | jna.nounpack",
                "Failed to create temporary file: No space left on device | is full",
                "Disk quota exceeded | is full",
                "JNA temporary directory '/x' is not writable | writable directory",
                "Failed to create temporary file for /jnidispatch: No such file or directory | does not exist",
                "JNA temporary directory '/x' does not exist | does not exist",
                "Illegal native access from module com.sun.jna | --enable-native-access",
                "Could not initialize class com.sun.jna.Native | class path once",
                "com/sun/jna/Native | --add-modules com.sun.jna",
                "something nobody has seen yet | jna.debug_load"
            })
    void namesTheCureOfEachWayNotToLoad(String reason, String cure) {
        assertTrue(JnaProvider.cure(reason).contains(cure), () -> JnaProvider.cure(reason));
    }
}
