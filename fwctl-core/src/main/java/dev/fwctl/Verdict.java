// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/**
 * The decision of an {@link AccessPolicy} about one command, and why.
 *
 * @param allowed whether the command may be sent
 * @param reason why not; empty if it may
 * @param cure what would allow it; empty if it may, or if nothing would
 */
public record Verdict(boolean allowed, String reason, String cure) {
    public Verdict {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cure, "cure");
    }

    private static final Verdict ALLOW = new Verdict(true, "", "");

    /**
     * The command may be sent.
     *
     * @return the one verdict that allows
     */
    public static Verdict allow() {
        return ALLOW;
    }

    /**
     * The command may not be sent.
     *
     * @param reason why not, for example {@code it changes the configuration at once}
     * @param cure which policy would allow it, empty if none would
     * @return a refusal
     */
    public static Verdict refuse(String reason, String cure) {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cure, "cure");
        return new Verdict(false, reason, cure);
    }
}
