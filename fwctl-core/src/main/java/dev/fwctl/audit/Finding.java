// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.line.Printable;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A place where a log is not what was written.
 *
 * @param file the file
 * @param line the line in it, from 1; 0 if it is about the file as a whole
 * @param what what is wrong; what it quotes of the log is shown without line breaks and escapes
 */
public record Finding(Path file, long line, String what) {
    /**
     * Makes what it quotes printable.
     *
     * @param file the file
     * @param line the line in it, from 1
     * @param what what is wrong
     */
    public Finding {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(what, "what");
        what = Printable.of(what);
    }

    /** For example {@code /var/log/fwctl/x.000001.jsonl:12: the line was changed}. */
    @Override
    public String toString() {
        return Printable.of(file) + (line > 0 ? ":" + line : "") + ": " + what;
    }
}
