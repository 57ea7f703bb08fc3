// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

/**
 * The file type and device number that {@link Syscalls#fstat} packs into a number.
 *
 * @param mode {@code st_mode}: file type and permission bits
 * @param major the major number of {@code st_rdev}, 12 bits
 * @param minor the minor number of {@code st_rdev}, 20 bits
 */
public record FileStatus(int mode, int major, int minor) {
    private static final int TYPE_MASK = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    /**
     * Unpacks a number that {@link Syscalls#fstat} returned.
     *
     * @param packed the number, not negative
     * @return the facts
     */
    public static FileStatus unpack(long packed) {
        return new FileStatus((int) (packed >>> 32), (int) (packed >>> 20) & 0xfff, (int) packed & 0xfffff);
    }

    /**
     * Packs these facts into one number, as {@link Syscalls#fstat} returns them.
     *
     * @return {@code mode << 32 | major << 20 | minor}
     */
    public long pack() {
        return (long) mode << 32 | (long) major << 20 | minor;
    }

    /**
     * Whether the file is a character device.
     *
     * @return true if so
     */
    public boolean isCharacterDevice() {
        return (mode & TYPE_MASK) == CHARACTER_DEVICE;
    }
}
