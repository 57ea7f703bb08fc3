// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.fleet;

import dev.fwctl.FwctlNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A choice of devices: all that hold to each of the conditions given.
 *
 * @param name a name that one device answers to; empty for any
 * @param driver the driver's name in sysfs; empty for any
 * @param patterns of stable keys, with {@code *} and {@code ?}; one of them has to match, if there are any
 */
record Selector(Optional<String> name, Optional<String> driver, List<String> patterns) {
    Selector {
        patterns = List.copyOf(patterns);
    }

    static Selector name(String name) {
        return new Selector(Optional.of(name), Optional.empty(), List.of());
    }

    boolean matches(FwctlNode node) {
        return name.filter(wanted -> !node.answersTo(wanted)).isEmpty()
                && driver.filter(wanted -> !node.driver().equals(Optional.of(wanted)))
                        .isEmpty()
                && (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, node.stableKey())));
    }

    private static boolean matches(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return text.matches(regex.toString());
    }

    /** In words, for a problem. */
    @Override
    public String toString() {
        return name.orElseGet(() -> driver.map(one -> "driver " + one + " ").orElse("")
                + (patterns.isEmpty() ? "" : String.join(" or ", patterns)));
    }
}
