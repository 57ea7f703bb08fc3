// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

/** Keeps the program's own logging, which may throw anything, from stopping the audit log. */
final class Shielded {
    private Shielded() {}

    /** Logs; a logger that fails is no reason to lose a line. */
    static void log(Runnable message) {
        try {
            message.run();
        } catch (Throwable e) {
            // Nobody is left to be told: what is lost is counted in the log itself.
            return;
        }
    }
}
