// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.status;

import java.util.Locale;
import java.util.Optional;

/**
 * The status that the firmware gives a command in the first byte of its reply. A code that is not listed here survives
 * as a number in {@link Mlx5Exception#status()}.
 *
 * <p>Source: {@code MLX5_CMD_STAT_*} in {@code include/linux/mlx5/device.h} of Linux 7.3.
 */
public enum Mlx5Status {
    /** The command was executed. */
    OK(0x00, "success", ""),
    /** Internal error. */
    INT_ERR(0x01, "internal error of the firmware", "The device's health and the kernel's log may tell more"),
    /** The opcode, or this operation of it, does not exist. */
    BAD_OP_ERR(
            0x02,
            "the firmware does not know the command, or not in this form",
            "The firmware is older than the command, or the register cannot be accessed in this direction"),
    /** A parameter is out of range, or not supported. */
    BAD_PARAM_ERR(
            0x03,
            "a parameter is out of range or not supported",
            "Check indexes and values; a register, TLV or capability that the firmware does not have is answered so too"),
    /** The system is not in the state that the command needs. */
    BAD_SYS_STATE_ERR(0x04, "the system is not in the state that the command needs", ""),
    /** There is no such resource. */
    BAD_RES_ERR(0x05, "no such resource", ""),
    /** The resource is in use. */
    RES_BUSY(0x06, "the resource is in use", "Try again when its user is done"),
    /** The firmware is not ready. */
    NOT_READY(0x07, "the firmware is not ready", "Try again"),
    /** A limit is exceeded. */
    LIM_ERR(0x08, "a limit is exceeded", ""),
    /** The resource is in the wrong state. */
    BAD_RES_STATE_ERR(0x09, "the resource is in the wrong state", ""),
    /** An index is bad. */
    IX_ERR(0x0a, "bad index", ""),
    /** The device has run out of resources. */
    NO_RES_ERR(0x0f, "out of resources", "Try again, or free resources of the device"),
    /** The queue pair is in the wrong state. */
    BAD_QP_STATE_ERR(0x10, "the queue pair is in the wrong state", ""),
    /** The packet is bad. */
    BAD_PKT_ERR(0x30, "bad packet", ""),
    /** The completion queue is too large for its outstanding entries. */
    BAD_SIZE_OUTS_CQES_ERR(0x40, "too many outstanding completion queue entries", ""),
    /** The request is shorter than the firmware needs. */
    BAD_INP_LEN_ERR(0x50, "the request is shorter than the firmware needs", "The firmware is newer than this layout"),
    /** The reply has less room than the firmware needs. */
    BAD_OUTP_LEN_ERR(0x51, "there is less room for the reply than the firmware needs", "Ask for a longer reply");

    private final int code;
    private final String meaning;
    private final String hint;

    Mlx5Status(int code, String meaning, String hint) {
        this.code = code;
        this.meaning = meaning;
        this.hint = hint;
    }

    /**
     * The code in the reply.
     *
     * @return 0 to 255
     */
    public int code() {
        return code;
    }

    /**
     * The name in the kernel's header.
     *
     * @return for example {@code MLX5_CMD_STAT_BAD_PARAM_ERR}
     */
    public String symbol() {
        return "MLX5_CMD_STAT_" + name();
    }

    /**
     * The code in words.
     *
     * @return a few words, lower case
     */
    public String meaning() {
        return meaning;
    }

    /**
     * What to do about it.
     *
     * @return a sentence, empty if nothing is known
     */
    public String hint() {
        return hint;
    }

    /**
     * The status with a given code.
     *
     * @param code as in the reply
     * @return empty if the kernel's header has no such code
     */
    public static Optional<Mlx5Status> of(int code) {
        for (Mlx5Status status : values()) {
            if (status.code == code) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** For example {@code BAD_PARAM_ERR (0x03), a parameter is out of range or not supported}. */
    static String describe(int code) {
        return of(code).map(
                        status -> String.format(Locale.ROOT, "%s (0x%02x), %s", status.name(), code, status.meaning))
                .orElseGet(() ->
                        String.format(Locale.ROOT, "status 0x%02x, which the kernel's header does not name", code));
    }
}
