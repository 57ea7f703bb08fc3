// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import org.jspecify.annotations.Nullable;

/** A note, a checkpoint or a proof is not of its form, is not signed by a key that was given, or proves nothing. */
public final class ProofRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProofRefusedException(String message) {
        this(message, null);
    }

    ProofRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
