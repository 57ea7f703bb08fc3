// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.SeamUnavailableException;

/**
 * The native half of the seam to the kernel cannot be loaded here. Everything that needs no kernel still works:
 * discovery, layouts, catalogs, the simulated kernel.
 */
public final class NativesUnavailableException extends NotReachedException {
    private static final long serialVersionUID = 1;

    NativesUnavailableException(SeamUnavailableException cause) {
        super(new Failure(
                "load the native calls (" + cause.seam() + ")",
                null,
                null,
                null,
                cause.getMessage(),
                cause.hint(),
                cause));
    }
}
