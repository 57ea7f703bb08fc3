// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/** The decision of an {@link AccessPolicy} about one command, and why. */
public final class Verdict {
    private static final Verdict ALLOW = new Verdict(true, "", "");

    private final boolean allowed;
    private final String reason;
    private final String cure;

    Verdict(boolean allowed, String reason, String cure) {
        this.allowed = allowed;
        this.reason = reason;
        this.cure = cure;
    }

    /** Whether the command may be sent. */
    public boolean allowed() {
        return allowed;
    }

    /** Why not; empty if it may. */
    public String reason() {
        return reason;
    }

    /** What would allow it; empty if it may, or if nothing would. */
    public String cure() {
        return cure;
    }

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

    /** For example {@code refused: it changes the configuration at once}. */
    @Override
    public String toString() {
        return allowed ? "allowed" : "refused: " + reason;
    }
}
