// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.line.Printable;
import java.io.IOException;

/** A file is no audit log that this version reads, or was changed. */
public final class AuditFormatException extends IOException {
    private static final long serialVersionUID = 1;

    AuditFormatException(String message) {
        super(Printable.of(message));
    }
}
