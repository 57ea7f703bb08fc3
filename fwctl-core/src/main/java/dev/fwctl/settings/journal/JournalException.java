// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

/** The journal cannot be written or read. What is on its way to the hardware then stays where it is. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
