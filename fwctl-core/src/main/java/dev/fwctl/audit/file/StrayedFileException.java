// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else deleted, renamed, replaced, cut or added to the file that a log is writing. */
public final class StrayedFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String what;

    public StrayedFileException(Path file, String what) {
        super(file + " " + what + ", by somebody else than this log");
        this.what = what;
    }

    /** What happened, in words. */
    public String what() {
        return what;
    }
}
