// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

/**
 * Return codes of CXL mailbox commands that have to do with Features: {@code drivers/cxl/cxlmem.h} of Linux 7.3, after
 * CXL 3.2, table 8-34.
 */
public final class CxlFirmwareStatus {
    /** Success. */
    public static final int SUCCESS = 0;
    /** A background operation has started. */
    public static final int BACKGROUND_COMMAND_STARTED = 1;
    /** Invalid input. */
    public static final int INVALID_INPUT = 2;
    /** The command, or what it names, is not supported. */
    public static final int UNSUPPORTED = 3;
    /** Internal error. */
    public static final int INTERNAL_ERROR = 4;
    /** Retry required. */
    public static final int RETRY_REQUIRED = 5;
    /** Busy with a background operation. */
    public static final int BUSY = 6;
    /** Invalid payload length. */
    public static final int INVALID_PAYLOAD_LENGTH = 22;
    /** The device has no such log. */
    public static final int INVALID_LOG = 23;
    /** The Feature does not have that version. */
    public static final int UNSUPPORTED_FEATURE_VERSION = 25;
    /** The Feature has no such value: default or saved. */
    public static final int UNSUPPORTED_FEATURE_SELECTION_VALUE = 26;
    /** A transfer of Feature data is in progress. */
    public static final int FEATURE_TRANSFER_IN_PROGRESS = 27;
    /** A part of Feature data came out of order. */
    public static final int FEATURE_TRANSFER_OUT_OF_ORDER = 28;
    /** Resources are exhausted. */
    public static final int RESOURCES_EXHAUSTED = 29;

    private CxlFirmwareStatus() {}
}
