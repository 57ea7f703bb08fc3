// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * A reading of a structure, with a method for each value. Only the module that knows the structure makes one, and no
 * value is told from its neighbour by its place in a long list: that is why these are not records. Two are equal if they
 * are of the same class and have the same values, and one prints as a record does, {@code Mgir[deviceId=4129, ...]}.
 *
 * <p>Immutable and thread-safe, as subclasses have to be.
 */
public abstract class NamedValues {
    /** For subclasses. */
    protected NamedValues() {}

    /**
     * Tells each value by the name of its method, in order.
     *
     * @param to takes a name and its value
     */
    protected abstract void tell(BiConsumer<String, Object> to);

    /**
     * All values by the names of their methods, in order, as the methods return them.
     *
     * @return an unmodifiable map
     * @throws IllegalStateException if the subclass tells a name twice
     */
    public final Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        tell((name, value) -> {
            if (values.put(name, Objects.requireNonNull(value, name)) != null) {
                throw new IllegalStateException(getClass() + " tells " + name + " twice");
            }
        });
        return Collections.unmodifiableMap(values);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof NamedValues that && getClass() == that.getClass() && values().equals(that.values());
    }

    @Override
    public final int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('[');
        String separator = "";
        for (Entry<String, Object> each : values().entrySet()) {
            text.append(separator).append(each.getKey()).append('=').append(each.getValue());
            separator = ", ";
        }
        return text.append(']').toString();
    }
}
