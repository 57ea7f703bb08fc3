// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

/**
 * A character device of a model: what answers the ioctls on a device file beside the fwctl node, such as
 * {@code /dev/cxl/mem0}. A driver adds it with {@link Binding#characterDevice}.
 *
 * <p>Called by any number of threads at once.
 */
@FunctionalInterface
public interface CharacterDevice {
    /**
     * Answers an ioctl on an open file of the device.
     *
     * @param command the ioctl's number, 32 bits
     * @param argument its argument: a number, or an address in {@link Binding#memory}
     * @return what the driver answers, 0 or more, or a negated errno
     */
    int ioctl(int command, long argument);

    /** The device is unplugged. Files that were open stay open, and their ioctls still arrive. */
    default void disconnect() {}
}
