// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else deleted, renamed, replaced, cut or added to the file that a log is writing. */
final class StrayedFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String what;

    StrayedFileException(Path file, String what) {
        super(file + " " + what + ", by somebody else than this log");
        this.what = what;
    }

    /** What happened, in words. */
    String what() {
        return what;
    }
}
