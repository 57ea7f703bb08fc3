// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Containers that are handed in: neither they nor what is in them may be null, and who hands in one reads its name. */
public final class Elements {
    private Elements() {}

    /**
     * Checks a collection.
     *
     * @param elements what was handed in
     * @param name the parameter's name
     * @throws NullPointerException that names the parameter
     */
    public static void require(Collection<?> elements, String name) {
        for (Object element : Objects.requireNonNull(elements, name)) {
            Objects.requireNonNull(element, () -> "an element of " + name);
        }
    }

    /**
     * Checks an array.
     *
     * @param elements what was handed in
     * @param name the parameter's name
     * @throws NullPointerException that names the parameter
     */
    public static void require(Object[] elements, String name) {
        require(Arrays.asList(Objects.requireNonNull(elements, name)), name);
    }

    /**
     * Checks a map.
     *
     * @param entries what was handed in
     * @param name the parameter's name
     * @throws NullPointerException that names the parameter
     */
    public static void require(Map<?, ?> entries, String name) {
        Objects.requireNonNull(entries, name).forEach((key, value) -> {
            Objects.requireNonNull(key, () -> "a key of " + name);
            Objects.requireNonNull(value, () -> "a value of " + name);
        });
    }
}
