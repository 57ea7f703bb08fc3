// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

/**
 * The numbers of {@code include/uapi/fwctl/fwctl.h} (Linux 7.3), valid for architectures with the generic ioctl
 * encoding. Every field is in the byte order of the host.
 *
 * <pre>
 *   struct fwctl_info                      struct fwctl_rpc
 *    0  u32 size                            0  u32 size
 *    4  u32 flags, 0                        4  u32 scope
 *    8  u32 out_device_type                 8  u32 in_len
 *   12  u32 device_data_len                12  u32 out_len
 *   16  u64 out_device_data, an address    16  u64 in, an address
 *                                          24  u64 out, an address
 * </pre>
 */
public final class Uapi {
    /** {@code FWCTL_INFO}, {@code _IO(0x9A, 0)}. */
    public static final long FWCTL_INFO = 0x9A00;
    /** {@code FWCTL_RPC}, {@code _IO(0x9A, 1)}. */
    public static final long FWCTL_RPC = 0x9A01;

    /** Both structures begin with their own size. */
    public static final int SIZE = 0;

    /** Size of {@code struct fwctl_info}. */
    public static final int INFO_BYTES = 24;

    public static final int INFO_FLAGS = 4;
    public static final int INFO_DEVICE_TYPE = 8;
    public static final int INFO_DATA_LEN = 12;
    public static final int INFO_DATA = 16;

    /** Size of {@code struct fwctl_rpc}. */
    public static final int RPC_BYTES = 32;

    public static final int RPC_SCOPE = 4;
    public static final int RPC_IN_LEN = 8;
    public static final int RPC_OUT_LEN = 12;
    public static final int RPC_IN = 16;
    public static final int RPC_OUT = 24;

    /** {@code MAX_RPC_LEN} of {@code drivers/fwctl/main.c}: the longest request, and the longest reply. */
    public static final int MAX_RPC_LEN = 2 * 1024 * 1024;

    /** {@code O_RDONLY | O_CLOEXEC}. */
    public static final int O_RDONLY_CLOEXEC = 0x80000;
    /** {@code LOCK_EX | LOCK_NB} of {@code flock(2)}: exclusive, and at once or not at all. */
    public static final int LOCK_EX_NB = 2 | 4;
    /** {@code O_RDWR | O_CLOEXEC}. */
    public static final int O_RDWR_CLOEXEC = 0x80002;

    /** The bit of {@code /proc/sys/kernel/tainted} that a scope of DEBUG_WRITE or higher sets: {@code TAINT_FWCTL}. */
    public static final int TAINT_FWCTL_BIT = 19;

    private Uapi() {}
}
