// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Objects;

/**
 * A device's word on whether it offers a setting: whether what the setting depends on, such as a capability, is there.
 *
 * @param state whether it does
 * @param reason why not, or why that cannot be told; empty if it does
 */
public record Offer(State state, String reason) {
    public Offer {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
    }

    private static final Offer YES = new Offer(State.YES, "");

    /** Whether it does. */
    public enum State {
        /** It does. */
        YES,
        /** It does not: a write would be refused, or would have no effect. */
        NO,
        /** It cannot be told. */
        UNKNOWN
    }

    /** It does. */
    public static Offer yes() {
        return YES;
    }

    /** It does not. */
    public static Offer no(String reason) {
        Objects.requireNonNull(reason, "reason");
        return new Offer(State.NO, reason);
    }

    /** It cannot be told. */
    public static Offer unknown(String reason) {
        Objects.requireNonNull(reason, "reason");
        return new Offer(State.UNKNOWN, reason);
    }
}
