// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.mailbox;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The code by which a CXL mailbox answers a command.
 *
 * <p>Any number is a value, those that no specification defines included. Source: {@code drivers/cxl/cxlmem.h} of Linux
 * 7.3 (0 to 1Eh), {@code include/hw/cxl/cxl_device.h} of QEMU (1Fh and 20h), after the table of command return codes in
 * the CXL specification (revision 3.0, section 8.2.8.4.5.1).
 *
 * @param number the code, 16 bits in a mailbox; the kernel hands it on in 32
 */
public record CxlReturnCode(long number) {
    /** Whether the same command may succeed a little later. */
    private enum Later {
        THE_SAME,
        MAYBE
    }

    private record Row(String symbol, String meaning, Later later, String hint) {}

    private static final Map<Long, Row> TABLE = new TreeMap<>();

    /** The command was done. */
    public static final CxlReturnCode SUCCESS = define(0x00, "SUCCESS", "the command was done");
    /** The command goes on in the background. */
    public static final CxlReturnCode BACKGROUND = define(0x01, "BACKGROUND", "background command started");
    /** An input is invalid. */
    public static final CxlReturnCode INPUT = define(
            0x02,
            "INPUT",
            "invalid input",
            "Compare the offset, the length and the content with what the device says of the Feature or log");
    /** The command is not supported, or the Feature is not. */
    public static final CxlReturnCode UNSUPPORTED =
            define(0x03, "UNSUPPORTED", "unsupported", "The device knows no such command, Feature or option");
    /** The device failed. */
    public static final CxlReturnCode INTERNAL = define(0x04, "INTERNAL", "internal error of the device");
    /** A temporary error. */
    public static final CxlReturnCode RETRY = retry(0x05, "RETRY", "temporary error", "Send the command once more");
    /** Something is under way. */
    public static final CxlReturnCode BUSY =
            retry(0x06, "BUSY", "busy with a background operation", "Send the command again when that has ended");
    /** The media cannot be accessed. */
    public static final CxlReturnCode MEDIA_DISABLED = define(0x07, "MEDIADISABLED", "media access is disabled");
    /** A firmware package is being transferred. */
    public static final CxlReturnCode FW_IN_PROGRESS = retry(
            0x08, "FWINPROGRESS", "a firmware transfer is in progress", "Send the command again when that has ended");
    /** Parts of a firmware package came in the wrong order. */
    public static final CxlReturnCode FW_OUT_OF_ORDER =
            define(0x09, "FWOOO", "firmware package transferred out of order");
    /** A firmware package is not authentic. */
    public static final CxlReturnCode FW_VERIFICATION = define(0x0a, "FWAUTH", "firmware verification failed");
    /** No such firmware slot. */
    public static final CxlReturnCode FW_SLOT = define(0x0b, "FWSLOT", "invalid firmware slot");
    /** New firmware did not start, and the old one runs. */
    public static final CxlReturnCode FW_ROLLED_BACK =
            define(0x0c, "FWROLLBACK", "activation failed, firmware rolled back");
    /** New firmware did not start. */
    public static final CxlReturnCode FW_RESET =
            define(0x0d, "FWRESET", "activation failed, cold reset required", "Power-cycle the device");
    /** No such event record. */
    public static final CxlReturnCode HANDLE = define(0x0e, "HANDLE", "invalid event record handle");
    /** No such physical address. */
    public static final CxlReturnCode PHYSICAL_ADDRESS = define(0x0f, "PADDR", "invalid physical address");
    /** No more poison can be injected. */
    public static final CxlReturnCode POISON_LIMIT = define(0x10, "POISONLMT", "limit of injected poison reached");
    /** The media failed. */
    public static final CxlReturnCode MEDIA_FAILURE = define(0x11, "MEDIAFAILURE", "permanent media failure");
    /** A background command was aborted. */
    public static final CxlReturnCode ABORTED = define(0x12, "ABORT", "background command aborted");
    /** The security state forbids it. */
    public static final CxlReturnCode SECURITY =
            define(0x13, "SECURITY", "invalid in the current security state", "Unlock the device first");
    /** The passphrase is wrong. */
    public static final CxlReturnCode PASSPHRASE = define(0x14, "PASSPHRASE", "incorrect passphrase");
    /** The command exists, but not on this mailbox. */
    public static final CxlReturnCode MAILBOX_UNSUPPORTED =
            define(0x15, "MBUNSUPPORTED", "unsupported on this mailbox or component command interface");
    /** The payload has the wrong length. */
    public static final CxlReturnCode PAYLOAD_LENGTH = define(
            0x16, "PAYLOADLEN", "invalid payload length", "Compare the length with the Feature's Get or Set size");
    /** No such log. */
    public static final CxlReturnCode LOG = define(0x17, "LOG", "invalid or unsupported log");
    /** An event came between. */
    public static final CxlReturnCode INTERRUPTED =
            retry(0x18, "INTERRUPTED", "interrupted by an asynchronous event", "Send the command again");
    /** The data is of a version that the device does not take. */
    public static final CxlReturnCode FEATURE_VERSION = define(
            0x19,
            "FEATUREVERSION",
            "unsupported Feature version",
            "Send the version that the device lists as the Feature's Set version");
    /** The device cannot give the default or the saved value. */
    public static final CxlReturnCode FEATURE_SELECTION = define(
            0x1a,
            "FEATURESELVALUE",
            "unsupported Feature selection",
            "Ask Feature.supports(Selection) before reading the default or the saved value");
    /** A transfer in parts was not finished. */
    public static final CxlReturnCode FEATURE_TRANSFER_IN_PROGRESS = retry(
            0x1b,
            "FEATURETRANSFERIP",
            "a Feature transfer is in progress",
            "Send the command again when that has ended");
    /** Parts of a Feature came in the wrong order. */
    public static final CxlReturnCode FEATURE_TRANSFER_OUT_OF_ORDER =
            retry(0x1c, "FEATURETRANSFEROOO", "Feature data transferred out of order", "Send the whole value again");
    /** Nothing is left of what the command needs. */
    public static final CxlReturnCode RESOURCES_EXHAUSTED = define(0x1d, "RESOURCEEXHAUSTED", "resources exhausted");
    /** An extent list is wrong. */
    public static final CxlReturnCode EXTENT_LIST = define(0x1e, "EXTLIST", "invalid extent list");
    /** Parts of a transfer came in the wrong order. */
    public static final CxlReturnCode TRANSFER_OUT_OF_ORDER =
            define(0x1f, "TRANSFER_OUT_OF_ORDER", "transfer out of order");
    /** The background operation cannot be aborted. */
    public static final CxlReturnCode ABORT_UNSUPPORTED =
            define(0x20, "REQUEST_ABORT_NOTSUP", "request to abort not supported");

    /**
     * The symbol in the kernel's header, without its prefix {@code CXL_MBOX_CMD_RC_}.
     *
     * @return for example {@code BUSY}; {@code return code 0x99} for a number that nobody defined
     */
    public String symbol() {
        Row row = TABLE.get(number);
        return row == null ? "return code " + hex() : row.symbol;
    }

    /**
     * What the code means.
     *
     * @return a few words
     */
    public String meaning() {
        Row row = TABLE.get(number);
        return row == null ? "unknown" : row.meaning;
    }

    /**
     * Whether the same command may succeed if it is sent again a little later.
     *
     * @return false for unknown codes
     */
    public boolean worthRetrying() {
        Row row = TABLE.get(number);
        return row != null && row.later == Later.MAYBE;
    }

    /**
     * What to do about it.
     *
     * @return a sentence; empty if nothing is known
     */
    public String hint() {
        Row row = TABLE.get(number);
        return row == null ? "" : row.hint;
    }

    /**
     * Whether the specification defines the number.
     *
     * @return false for a code that survives as a number only
     */
    public boolean isKnown() {
        return TABLE.containsKey(number);
    }

    /** For example {@code BUSY (0x6, busy with a background operation)}. */
    @Override
    public String toString() {
        return symbol() + " (" + hex() + ", " + meaning() + ")";
    }

    private String hex() {
        return String.format(Locale.ROOT, "0x%x", number);
    }

    private static CxlReturnCode define(long number, String symbol, String meaning) {
        return define(number, symbol, meaning, "");
    }

    private static CxlReturnCode define(long number, String symbol, String meaning, String hint) {
        TABLE.put(number, new Row(symbol, meaning, Later.THE_SAME, hint));
        return new CxlReturnCode(number);
    }

    private static CxlReturnCode retry(long number, String symbol, String meaning, String hint) {
        TABLE.put(number, new Row(symbol, meaning, Later.MAYBE, hint));
        return new CxlReturnCode(number);
    }
}
