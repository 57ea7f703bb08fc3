// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.internal.Elements;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The names of a field's values, as its specification spells them. The set is never taken as complete: a device may
 * answer a value that has no name here. Immutable.
 */
public final class EnumValues {
    private static final EnumValues NONE = new EnumValues(Map.of());

    private final Map<String, Long> byName;
    private final Map<Long, String> byValue;

    private EnumValues(Map<String, Long> byName) {
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        Map<Long, String> names = new LinkedHashMap<>();
        // Specifications give some values two names; the first is the one to show.
        byName.forEach((name, value) -> names.putIfAbsent(value, name));
        this.byValue = Collections.unmodifiableMap(names);
    }

    /** No names at all. */
    public static EnumValues none() {
        return NONE;
    }

    /**
     * Names and their values; where two names share a value, the first in the map's order is the one shown.
     *
     * @param byName value by name
     */
    public static EnumValues of(Map<String, Long> byName) {
        Elements.require(byName, "byName");
        return byName.isEmpty() ? NONE : new EnumValues(byName);
    }

    /** Whether there is no name. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The name of a value, if it has one. */
    public Optional<String> name(long value) {
        return Optional.ofNullable(byValue.get(value));
    }

    /** The value of a name, spelt exactly or else in another case. */
    public OptionalLong value(String name) {
        Objects.requireNonNull(name, "name");
        Long exact = byName.get(name);
        if (exact != null) {
            return OptionalLong.of(exact);
        }
        for (Map.Entry<String, Long> entry : byName.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return OptionalLong.of(entry.getValue());
            }
        }
        return OptionalLong.empty();
    }

    /** All names with their values, in the specification's order; unmodifiable. */
    public Map<String, Long> byName() {
        return byName;
    }

    @Override
    public boolean equals(Object other) {
        // The order counts: it decides which of two names of one value is shown.
        return other instanceof EnumValues that && byName.equals(that.byName) && byValue.equals(that.byValue);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.toString();
    }
}
