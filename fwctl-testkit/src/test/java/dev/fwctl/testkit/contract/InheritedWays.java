// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.util.Objects;

/** Has its ways in from a class that nobody sees, and which nobody may override: javac makes no bridge to them. */
public final class InheritedWays extends HiddenWays {
    /** For everybody. */
    public InheritedWays() {}
}

abstract class HiddenWays {
    public final int length(String text) {
        return Objects.requireNonNull(text, "text").length();
    }

    public static String twice(String word) {
        return Objects.requireNonNull(word, "word") + word;
    }
}
