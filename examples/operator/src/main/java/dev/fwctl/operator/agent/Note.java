// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

/**
 * Something that people should know of a round.
 *
 * @param kind what sort of thing
 * @param text what it is
 */
record Note(Kind kind, String text) {
    /** Sorts of things, the gravest first: a condition has the reason of its gravest note. */
    enum Kind {
        /** The resource cannot be meant so. */
        INVALID("Invalid"),
        /** Two resources want different things of one setting. */
        CONFLICT("Conflict"),
        /** A device took it, and a reset did not make it current. */
        NEVER_CURRENT("NeverCurrent"),
        /** A device does not take it. */
        NEVER_TAKEN("NeverTaken"),
        /** A device is not there. */
        DEVICE_MISSING("DeviceMissing"),
        /** A policy, the kernel or the device is against it. */
        REFUSED("Refused"),
        /** A device could not be asked. */
        UNREADABLE("Unreadable"),
        /** A write failed, and is made again. */
        WRITE_FAILED("WriteFailed"),
        /** Somebody else changed it. */
        DRIFTED("ChangedByOthers"),
        /** It is written when the node is in maintenance. */
        NOT_IN_MAINTENANCE("NotInMaintenance");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        /** As a condition's reason. */
        String reason() {
            return reason;
        }

        /** Whether somebody has to do something about it. */
        boolean degrades() {
            return this != DRIFTED && this != NOT_IN_MAINTENANCE;
        }
    }
}
