// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;

/** Opens a node, and lets nothing but the device that was listed through. */
record Opening(FwctlNode node, Syscalls kernel, NodeReader reader) {
    Handle open() {
        String path = node.path().toString();
        int fd = kernel.open(path, Uapi.O_RDWR_CLOEXEC);
        if (fd == -Errno.EACCES.number() || fd == -Errno.EROFS.number()) {
            // The kernel demands no write access; a node that may only be read is good enough.
            fd = kernel.open(path, Uapi.O_RDONLY_CLOEXEC);
        }
        if (fd < 0) {
            if (fd != -Errno.EACCES.number()) {
                requireSameDevice(); // with an absent device, no errno says more than that it is absent
            }
            throw Failures.open(node, -fd);
        }
        Handle handle = new Handle(kernel, fd, path);
        try {
            requireListedNumber(kernel.fstat(fd));
            requireSameDevice();
        } catch (RuntimeException | Error e) {
            handle.close();
            throw e;
        }
        return handle;
    }

    /** No ioctl may ever reach anything but the device that sysfs calls a fwctl one. */
    private void requireListedNumber(long status) {
        if (status < 0) {
            Errno errno = new Errno((int) -status);
            throw new NotReachedException(
                    new Failure(action(), node, null, errno, "fstat failed with " + errno, "", null));
        }
        FileStatus file = FileStatus.unpack(status);
        if (!file.isCharacterDevice()) {
            throw refused("the file is no character device", "The path is not what it seems");
        }
        if (file.major() != node.major() || file.minor() != node.minor()) {
            requireSameDevice();
            throw refused(
                    "the file is character device " + file.major() + ":" + file.minor() + ", and sysfs gives "
                            + node.name() + " the number " + node.major() + ":" + node.minor(),
                    "List the nodes again: the device may have been renumbered, or the path is not what it seems");
        }
    }

    /** The number alone does not tell: a card that is plugged in next gets the name and the number of the one before it. */
    private void requireSameDevice() {
        FwctlNode now = reader.read(node.name()).orElse(null);
        if (now == null) {
            throw gone("the device has gone since it was listed");
        }
        if (!now.isStill(node)) {
            throw gone(
                    now.stableKey().equals(node.stableKey())
                            ? "the device was unplugged and plugged in again since it was listed"
                            : node.name() + " was " + node.stableKey() + " when it was listed, and is "
                                    + now.stableKey() + " now");
        }
    }

    private DeviceGoneException gone(String reason) {
        String hint = "List the devices again, or open it by its stable key: open(\"" + node.stableKey() + "\")";
        return new DeviceGoneException(Failure.of(action(), node, reason, hint));
    }

    private NotReachedException refused(String reason, String hint) {
        return new NotReachedException(Failure.of(action(), node, reason, hint));
    }

    private String action() {
        return "open " + node.path();
    }
}
