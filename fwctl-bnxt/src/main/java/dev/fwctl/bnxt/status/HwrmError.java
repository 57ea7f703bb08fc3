// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The error code of a command, in the first two bytes of the firmware's reply. A code that is not listed here survives
 * as a number in {@link HwrmException#status()}.
 *
 * <p>Source: {@code HWRM_ERR_CODE_*} in {@code include/linux/bnxt/hsi.h} of Linux 7.3.
 */
public enum HwrmError {
    /** The command was executed. */
    SUCCESS(0x0, "success", ""),
    /** Something failed that has no code of its own. */
    FAIL(0x1, "the command failed", "The kernel's log may tell more"),
    /** A parameter is out of range or not supported. */
    INVALID_PARAMS(
            0x2,
            "a parameter is out of range or not supported",
            "Check numbers, indexes and lengths; what this firmware does not have is answered so too"),
    /** The function has no right to this. */
    RESOURCE_ACCESS_DENIED(
            0x3,
            "this PCI function may not do that",
            "Settings of the card are changed through the function that administers it, usually the first one"),
    /** There is not enough of a resource. */
    RESOURCE_ALLOC_ERROR(0x4, "the firmware is out of a resource", ""),
    /** A flag is not supported, or flags contradict each other. */
    INVALID_FLAGS(0x5, "a flag is not supported", ""),
    /** A bit of enables is not supported. */
    INVALID_ENABLES(0x6, "a bit of the field 'enables' is not supported", ""),
    /** A TLV of the request is not supported. */
    UNSUPPORTED_TLV(0x7, "a TLV of the request is not supported", ""),
    /** The firmware has no buffer for it. */
    NO_BUFFER(0x8, "the firmware has no buffer for it", "Try again"),
    /** An option is not supported. */
    UNSUPPORTED_OPTION_ERR(0x9, "an option is not supported", ""),
    /** A hot reset is under way. */
    HOT_RESET_PROGRESS(0xa, "a hot reset is under way", "Try again when it has ended"),
    /** A hot reset has failed. */
    HOT_RESET_FAIL(0xb, "a hot reset has failed", "The kernel's log may tell more"),
    /** Flow counters cannot be had while flows are allocated. */
    NO_FLOW_COUNTER_DURING_ALLOC(0xc, "no flow counter while a flow is allocated", ""),
    /** Two keys have one hash. */
    KEY_HASH_COLLISION(0xd, "the key's hash is taken", ""),
    /** The key is there already. */
    KEY_ALREADY_EXISTS(0xe, "the key is there already", ""),
    /** Internal error. */
    HWRM_ERROR(0xf, "internal error of the firmware", "The kernel's log may tell more"),
    /** The firmware is busy. */
    BUSY(0x10, "the firmware is busy", "Try again"),
    /** Another user holds the resource. */
    RESOURCE_LOCKED(
            0x11, "the resource is locked", "Another user of the NVM or of the firmware's update holds it; try again"),
    /** The physical function is not there. */
    PF_UNAVAILABLE(0x12, "the physical function is not available", ""),
    /** There is no such item. */
    ENTITY_NOT_PRESENT(0x13, "there is no such item", ""),
    /** The secure part of the chip refused. */
    SECURE_SOC_ERROR(0x14, "the secure part of the chip refused", ""),
    /** The reply is a TLV. */
    TLV_ENCAPSULATED_RESPONSE(0x8000, "the reply is encapsulated in a TLV", ""),
    /** Nobody knows. */
    UNKNOWN_ERR(0xfffe, "unknown error", "The kernel's log may tell more"),
    /** The firmware does not have this command. */
    CMD_NOT_SUPPORTED(
            0xffff, "the firmware does not have this command", "It is older than the command, or of another product");

    private static final Map<Integer, HwrmError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(HwrmError::code, Function.identity()));

    private final int code;
    private final String meaning;
    private final String hint;

    HwrmError(int code, String meaning, String hint) {
        this.code = code;
        this.meaning = meaning;
        this.hint = hint;
    }

    /**
     * The code in the reply.
     *
     * @return 0 to 0xffff
     */
    public int code() {
        return code;
    }

    /**
     * The name in the kernel's header.
     *
     * @return for example {@code HWRM_ERR_CODE_INVALID_PARAMS}
     */
    public String symbol() {
        return "HWRM_ERR_CODE_" + name();
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
     * @return a sentence; empty if nothing is known
     */
    public String hint() {
        return hint;
    }

    /**
     * The error of a code.
     *
     * @param code 0 to 0xffff
     * @return empty for a code that the kernel's header does not name
     */
    public static Optional<HwrmError> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** A code in words, with its symbol and number, for messages. */
    static String describe(int code) {
        String number = String.format(Locale.ROOT, "error code 0x%04x", code);
        return of(code).map(error -> error.meaning() + " (" + error.symbol() + ", " + number + ")")
                .orElse("the firmware refused it with an " + number + " that Linux's header does not name");
    }
}
