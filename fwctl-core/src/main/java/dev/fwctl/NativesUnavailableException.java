// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import org.jspecify.annotations.Nullable;

/**
 * The native half of the seam to the kernel cannot be loaded here. Everything that needs no kernel still works:
 * discovery, layouts, catalogs, the simulated kernel.
 */
public final class NativesUnavailableException extends FwctlException {
    private static final long serialVersionUID = 1;

    /**
     * An exception that says why, and what to do.
     *
     * @param seam the seam's name, for example {@code jna}
     * @param reason what happened
     * @param hint what to do about it
     * @param cause the error that showed it, null if none
     */
    public NativesUnavailableException(String seam, String reason, String hint, @Nullable Throwable cause) {
        super(new Failure("load the native calls (" + seam + ")", null, null, null, reason, hint, cause));
    }
}
