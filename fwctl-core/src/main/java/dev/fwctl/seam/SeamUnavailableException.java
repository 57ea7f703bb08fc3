// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A seam to the kernel cannot be loaded here, because its native half is missing or forbidden. It is a checked
 * exception, for whoever loads a seam has another one to try. A program meets it as the cause of a
 * {@code dev.fwctl.NativesUnavailableException}, when no seam is left.
 */
public final class SeamUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String seam;
    private final String hint;

    /**
     * An exception that says why, and what to do.
     *
     * @param seam the seam's name, for example {@code jna}
     * @param reason what happened
     * @param hint what to do about it, empty if nothing is known
     * @param cause the error that showed it, null if none
     */
    public SeamUnavailableException(String seam, String reason, String hint, @Nullable Throwable cause) {
        super(Objects.requireNonNull(reason, "reason"), cause);
        this.seam = Objects.requireNonNull(seam, "seam");
        this.hint = Objects.requireNonNull(hint, "hint");
    }

    /**
     * The seam's name.
     *
     * @return for example {@code jna}
     */
    public String seam() {
        return seam;
    }

    /**
     * What happened.
     *
     * @return one line or more
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /**
     * What to do about it.
     *
     * @return one or two sentences; empty if nothing is known
     */
    public String hint() {
        return hint;
    }
}
