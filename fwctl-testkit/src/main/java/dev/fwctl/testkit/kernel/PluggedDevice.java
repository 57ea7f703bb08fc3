// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.nio.file.Path;

/** A device in a {@link SimulatedKernel}, until it is unplugged. Safe for use by any number of threads. */
public final class PluggedDevice {
    /** What the permissions of the node let this process do. */
    public enum Access {
        /** Nothing: opening it fails with EACCES. */
        NONE,
        /** Opening it with {@code O_RDONLY}. */
        READ,
        /** Everything. */
        READ_WRITE
    }

    private final SimulatedKernel kernel;
    private final FwctlChardev chardev;
    private final Binding binding;
    private final Inode node;
    private volatile Access access = Access.READ_WRITE;
    private final Gate nodeRemoved = new Gate();
    private boolean plugged = true;

    PluggedDevice(SimulatedKernel kernel, FwctlChardev chardev, Binding binding, Inode node) {
        this.kernel = kernel;
        this.chardev = chardev;
        this.binding = binding;
        this.node = node;
    }

    /**
     * The node's name.
     *
     * @return for example {@code fwctl0}
     */
    public String name() {
        return chardev.name;
    }

    /**
     * The node's place in the kernel's {@code /dev}.
     *
     * @return an absolute path in the temporary folder
     */
    public Path path() {
        return kernel.root().resolve("dev/fwctl").resolve(name());
    }

    /**
     * The node's minor number.
     *
     * @return 0 to 4095
     */
    public int minor() {
        return chardev.minor;
    }

    /**
     * Where it sits.
     *
     * @return the placement
     */
    public Placement placement() {
        return binding.placement();
    }

    /**
     * Changes the node's permissions as this process meets them.
     *
     * @param newAccess what will be allowed to those who open it from now on
     * @return this device
     */
    public PluggedDevice permit(Access newAccess) {
        access = newAccess;
        return this;
    }

    /**
     * Unplugs the device: its node vanishes, then this waits for the RPCs in flight, as the kernel does; from then on
     * every ioctl on a file that was open gets ENODEV. Does nothing the second time.
     */
    public void unplug() {
        synchronized (this) {
            if (!plugged) {
                return;
            }
            plugged = false;
        }
        kernel.devices().remove(this);
    }

    /** Waits, whether interrupted or not, until an unplugging that has begun has taken the node away. */
    public void awaitNodeRemoved() {
        nodeRemoved.pass();
    }

    void nodeIsRemoved() {
        nodeRemoved.open();
    }

    Inode node() {
        return node;
    }

    Binding binding() {
        return binding;
    }

    FwctlChardev chardev() {
        return chardev;
    }

    boolean permits(boolean writing) {
        return access == Access.READ_WRITE || (access == Access.READ && !writing);
    }
}
