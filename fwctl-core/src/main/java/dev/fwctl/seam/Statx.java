// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

/**
 * The part that this library reads of {@code struct statx} ({@code include/uapi/linux/stat.h}), the one stat structure
 * that is the same on every architecture. Fields are in the byte order of the host.
 *
 * <pre>
 *     0  u32 stx_mask              32  u64 stx_ino      128  u32 stx_rdev_major     136  u32 stx_dev_major
 *    28  u16 stx_mode              40  u64 stx_size     132  u32 stx_rdev_minor     140  u32 stx_dev_minor
 * </pre>
 */
public final class Statx {
    /** Its size. */
    public static final int BYTES = 256;

    /** What of the rest the kernel filled in. */
    public static final int MASK = 0;

    public static final int MODE = 28;
    public static final int INO = 32;
    public static final int SIZE = 40;
    public static final int RDEV_MAJOR = 128;
    public static final int RDEV_MINOR = 132;
    public static final int DEV_MAJOR = 136;
    public static final int DEV_MINOR = 140;

    /** {@code STATX_INO}. */
    public static final int ASK_INO = 0x100;
    /** {@code STATX_SIZE}. */
    public static final int ASK_SIZE = 0x200;
    /** {@code STATX_BASIC_STATS}: all that {@code stat(2)} tells. */
    public static final int ASK_BASIC = 0x7ff;

    /** {@code AT_FDCWD}. */
    public static final int AT_FDCWD = -100;
    /** {@code AT_SYMLINK_NOFOLLOW}. */
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    /** {@code AT_EMPTY_PATH}. */
    public static final int AT_EMPTY_PATH = 0x1000;

    private Statx() {}
}
