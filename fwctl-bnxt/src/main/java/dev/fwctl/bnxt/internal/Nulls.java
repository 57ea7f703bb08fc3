// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Refuses nulls in what is handed in, by the parameter's name. */
public final class Nulls {
    private Nulls() {}

    /** Refuses a collection that is null or has a null in it. */
    public static void in(Collection<?> elements, String name) {
        for (Object element : Objects.requireNonNull(elements, name)) {
            Objects.requireNonNull(element, () -> "an element of " + name);
        }
    }

    /** Refuses a map that is null or has a null in it. */
    public static void in(Map<?, ?> entries, String name) {
        Objects.requireNonNull(entries, name).forEach((key, value) -> {
            Objects.requireNonNull(key, () -> "a key of " + name);
            Objects.requireNonNull(value, () -> "a value of " + name);
        });
    }
}
