// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Whose setting is meant: a card has some as a whole, others once for each port, module, or function of a host.
 *
 * @param kind what owns it
 * @param host the host's number, for {@link Kind#HOST} and {@link Kind#FUNCTION}; empty for the host that asks
 * @param number the number of the port, module or function; empty for a card, a host, and for the function that asks
 */
public record Owner(Kind kind, OptionalInt host, OptionalInt number) {
    public Owner {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(number, "number");
    }

    /** What can own a setting. */
    public enum Kind {
        /** The card as a whole; its functions share the setting. */
        CARD,
        /** One port. */
        PORT,
        /** One module (cage). */
        MODULE,
        /** One host, of a card that serves several. */
        HOST,
        /** One function of a host. */
        FUNCTION
    }

    private static final Owner CARD = new Owner(Kind.CARD, OptionalInt.empty(), OptionalInt.empty());
    private static final Owner OWN_HOST = new Owner(Kind.HOST, OptionalInt.empty(), OptionalInt.empty());
    private static final Owner OWN_FUNCTION = new Owner(Kind.FUNCTION, OptionalInt.empty(), OptionalInt.empty());

    /** The card as a whole. */
    public static Owner card() {
        return CARD;
    }

    /** A port, numbered as the vendor numbers it. */
    public static Owner port(int number) {
        return new Owner(Kind.PORT, OptionalInt.empty(), OptionalInt.of(number));
    }

    /** A module, numbered as the vendor numbers it. */
    public static Owner module(int number) {
        return new Owner(Kind.MODULE, OptionalInt.empty(), OptionalInt.of(number));
    }

    /** The host that asks. */
    public static Owner ownHost() {
        return OWN_HOST;
    }

    /** The function that the node belongs to. */
    public static Owner ownFunction() {
        return OWN_FUNCTION;
    }

    /** A function of a host, on devices that serve several. */
    public static Owner function(int host, int number) {
        return new Owner(Kind.FUNCTION, OptionalInt.of(host), OptionalInt.of(number));
    }

    /** For example {@code the card}, {@code port 2}, {@code function 0 of host 1}. */
    @Override
    public String toString() {
        return switch (kind) {
            case CARD -> "the card";
            case PORT -> "port " + number.orElse(0);
            case MODULE -> "module " + number.orElse(0);
            case HOST -> host.isPresent() ? "host " + host.getAsInt() : "this host";
            case FUNCTION ->
                number.isPresent() ? "function " + number.getAsInt() + " of host " + host.orElse(0) : "this function";
        };
    }
}
