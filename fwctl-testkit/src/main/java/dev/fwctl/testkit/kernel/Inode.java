// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

/** {@code struct inode}, as far as {@code fstat(2)} and {@code flock(2)} show it. Outlives its name while a file is open. */
final class Inode {
    private static final int S_IFCHR = 0020000;
    private static final int S_IFDIR = 0040000;
    private static final int S_IFREG = 0100000;
    private static final int PERMISSIONS = 0777;
    private static final int MINOR_BITS = 20;

    private volatile int mode;
    private final int number;

    private Inode(int mode, int number) {
        this.mode = mode;
        this.number = number;
    }

    /** A major and a minor number in one. */
    static int number(int major, int minor) {
        return major << MINOR_BITS | minor;
    }

    static int major(int number) {
        return number >>> MINOR_BITS;
    }

    static int minor(int number) {
        return number & (1 << MINOR_BITS) - 1;
    }

    /** A node in {@code /dev}, by its {@link #number}. */
    static Inode device(int number) {
        return new Inode(S_IFCHR | 0600, number);
    }

    static Inode regular() {
        return new Inode(S_IFREG | 0644, 0);
    }

    static Inode directory() {
        return new Inode(S_IFDIR | 0755, 0);
    }

    /** {@code handle_remove} of devtmpfs: whoever still has a way to the node finds it without permissions. */
    void removed() {
        mode &= ~PERMISSIONS;
    }

    /** As {@code Syscalls.fstat} gives it. */
    long status() {
        return (long) mode << 32 | Integer.toUnsignedLong(number);
    }
}
