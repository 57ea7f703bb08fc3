// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.seam.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No ioctl ever reaches anything but the device that was listed. */
class OpeningTest {
    @TempDir
    Path root;

    private FakeKernel kernel() {
        return new FakeKernel(root, ToyCommand::firmware);
    }

    @Test
    void aNodeThatMayOnlyBeReadIsGoodEnough() {
        FakeKernel kernel = kernel();
        kernel.opens = flags -> (flags & 3) == 2 ? -Errno.EACCES.number() : 3;
        try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
            assertEquals(2, device.call(ToyCommand.READ, ToyCommand.Request.of(1)));
        }
        assertEquals(List.of("open rw", "open r", "rpc", "close"), kernel.calls);
    }

    @ParameterizedTest
    @CsvSource({
        "13, PermissionDeniedException",
        "1, PermissionDeniedException",
        "2, NotReachedException",
        "19, DeviceGoneException",
        "24, NotReachedException",
        "16, BusyException",
    })
    void anOpenThatFailsSaysWhy(int errno, String type) {
        FakeKernel kernel = kernel();
        kernel.opens = flags -> -errno;
        Fwctl fwctl = kernel.fwctl();
        NotReachedException failed = assertThrows(NotReachedException.class, () -> fwctl.open("fwctl0"));
        assertEquals(type, failed.getClass().getSimpleName());
        assertEquals(new Errno(errno), failed.errno().orElseThrow());
        assertTrue(failed.getMessage().contains("fwctl0"), failed.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "0100644, 240, 0, no character device",
        "0020600, 241, 0, 241:0",
        "0020600, 240, 1, 240:1",
    })
    void whatIsNotTheDevicesNodeIsClosedAgain(String mode, int major, int minor, String reason) {
        FakeKernel kernel = kernel();
        kernel.open = new FileStatus(Integer.parseInt(mode, 8), major, minor);
        Fwctl fwctl = kernel.fwctl();
        NotReachedException refused = assertThrows(NotReachedException.class, () -> fwctl.open("fwctl0"));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertEquals(List.of("open rw", "close"), kernel.calls);
    }

    @Test
    void otherHardwareUnderTheSameNameIsRefused() throws IOException {
        FakeKernel kernel = kernel();
        Fwctl fwctl = kernel.fwctl();
        FwctlNode listed = fwctl.node("fwctl0");
        Path other = root.resolve("sys/devices/pci0000:00/0000:04:00.0");
        Files.createDirectories(other);
        Path link = root.resolve("sys/class/fwctl/fwctl0/device");
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> fwctl.open(listed));
        assertTrue(gone.getMessage().contains("0000:04:00.0"), gone.getMessage());
        assertEquals(List.of("open rw", "close"), kernel.calls);
    }

    @Test
    void whatHasGoneIsSaidToBeGone() throws IOException {
        FakeKernel kernel = kernel();
        kernel.opens = flags -> -Errno.ENOENT.number();
        Fwctl fwctl = kernel.fwctl();
        FwctlNode listed = fwctl.node("fwctl0");
        Files.delete(root.resolve("sys/class/fwctl/fwctl0/device"));
        Files.delete(root.resolve("sys/class/fwctl/fwctl0/dev"));
        Files.delete(root.resolve("sys/class/fwctl/fwctl0"));
        assertThrows(DeviceGoneException.class, () -> fwctl.open(listed));
    }
}
