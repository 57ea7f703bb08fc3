// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import org.jspecify.annotations.Nullable;

/**
 * The facts of an exception of this package, as data.
 *
 * @param action what was tried, for example {@code open /dev/fwctl/fwctl0}
 * @param node the device's node, null if none was found
 * @param call the RPC, null if none was under way
 * @param errno the kernel's answer, null if the kernel was not asked
 * @param reason what happened, in words
 * @param hint what to do about it, empty if nothing is known
 * @param cause the underlying exception, null if none
 */
record Failure(
        String action,
        @Nullable FwctlNode node,
        @Nullable RpcCall call,
        @Nullable Errno errno,
        String reason,
        String hint,
        @Nullable Throwable cause) {

    static Failure of(String action, String reason, String hint) {
        return new Failure(action, null, null, null, reason, hint, null);
    }

    static Failure of(String action, FwctlNode node, String reason, String hint) {
        return new Failure(action, node, null, null, reason, hint, null);
    }

    String message() {
        StringBuilder text = new StringBuilder(action).append(": ").append(reason);
        if (!hint.isEmpty()) {
            text.append(". ").append(hint);
        }
        return text.toString();
    }
}
