// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import java.util.Optional;

/**
 * The commands that the kernel knows to pass from user space to a memory device, by its own numbers.
 *
 * <p>Source: {@code CXL_CMDS} of {@code include/uapi/linux/cxl_mem.h} and {@code cxl_mem_commands} of
 * {@code drivers/cxl/core/mbox.c} (Linux 7.3). Numbers 15 to 17, 19 and 20 are deprecated and refused; number 2, raw
 * commands, is no command of its own.
 */
public enum KernelCommand {
    /** Identify Memory Device. */
    IDENTIFY(1, 0x4000),
    /** Get Supported Logs. */
    GET_SUPPORTED_LOGS(3, 0x0400),
    /** Get FW Info. */
    GET_FW_INFO(4, 0x0200),
    /** Get Partition Info. */
    GET_PARTITION_INFO(5, 0x4100),
    /** Get LSA, the label storage area. */
    GET_LSA(6, 0x4102),
    /** Get Health Info. */
    GET_HEALTH_INFO(7, 0x4200),
    /** Get Log. */
    GET_LOG(8, 0x0401),
    /** Set Partition Info. */
    SET_PARTITION_INFO(9, 0x4101),
    /** Set LSA, the label storage area. */
    SET_LSA(10, 0x4103),
    /** Get Alert Configuration. */
    GET_ALERT_CONFIG(11, 0x4201),
    /** Set Alert Configuration. */
    SET_ALERT_CONFIG(12, 0x4202),
    /** Get Shutdown State. */
    GET_SHUTDOWN_STATE(13, 0x4203),
    /** Set Shutdown State. */
    SET_SHUTDOWN_STATE(14, 0x4204),
    /** Get Scan Media Capabilities. */
    GET_SCAN_MEDIA_CAPS(18, 0x4303),
    /** Get Timestamp. */
    GET_TIMESTAMP(21, 0x0300),
    /** Get Log Capabilities. */
    GET_LOG_CAPS(22, 0x0402),
    /** Clear Log. */
    CLEAR_LOG(23, 0x0403),
    /** Get Supported Logs Sub-List. */
    GET_SUP_LOG_SUBLIST(24, 0x0405);

    private final int id;
    private final int opcode;

    KernelCommand(int id, int opcode) {
        this.id = id;
        this.opcode = opcode;
    }

    /**
     * The kernel's number.
     *
     * @return the value of {@code CXL_MEM_COMMAND_ID_*}
     */
    public int id() {
        return id;
    }

    /**
     * The opcode that the kernel sends for it.
     *
     * @return 16 bits
     */
    public int opcode() {
        return opcode;
    }

    /**
     * The command that sends an opcode.
     *
     * @param opcode the opcode
     * @return empty if the kernel has none
     */
    public static Optional<KernelCommand> ofOpcode(int opcode) {
        for (KernelCommand command : values()) {
            if (command.opcode == opcode) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    static Optional<KernelCommand> ofId(long id) {
        for (KernelCommand command : values()) {
            if (command.id == id) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
