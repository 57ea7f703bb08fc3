// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

/** Status codes of mlx5 commands: {@code MLX5_CMD_STAT_*} of {@code include/linux/mlx5/device.h} of Linux 7.3. */
public final class Mlx5FirmwareStatus {
    /** Success. */
    public static final int OK = 0x00;
    /** Internal error. */
    public static final int INTERNAL_ERROR = 0x01;
    /** The opcode is unknown, or not supported so. */
    public static final int BAD_OPERATION = 0x02;
    /** A parameter is out of range or not supported. */
    public static final int BAD_PARAMETER = 0x03;
    /** The system is not in the state that the command needs. */
    public static final int BAD_SYSTEM_STATE = 0x04;
    /** No such resource. */
    public static final int BAD_RESOURCE = 0x05;
    /** The resource is in use. */
    public static final int RESOURCE_BUSY = 0x06;
    /** A limit is exceeded. */
    public static final int LIMIT_EXCEEDED = 0x08;
    /** Out of resources. */
    public static final int NO_RESOURCES = 0x0f;
    /** The input is shorter than the firmware needs. */
    public static final int BAD_INPUT_LENGTH = 0x50;
    /** The output is shorter than the firmware needs. */
    public static final int BAD_OUTPUT_LENGTH = 0x51;

    private Mlx5FirmwareStatus() {}
}
