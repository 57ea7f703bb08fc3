// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import java.util.Objects;
import java.util.function.Function;

/**
 * A page of capabilities with a class for it: which page to ask for, and what to pick out of it. The classes of this
 * package each have theirs as {@code TYPE}; make one for a class of your own with {@link #of}.
 *
 * <pre>{@code
 * RoceCapabilities roce = mlx5.capabilities().current(RoceCapabilities.TYPE);
 * }</pre>
 *
 * <p>Immutable and thread-safe, if the function is. Source: {@code enum mlx5_cap_type} of Linux 7.3's {@code device.h}.
 *
 * @param <T> the class
 */
public final class CapabilityType<T> {
    private final String page;
    private final Function<CapabilityPage, T> picker;

    private CapabilityType(String page, Function<CapabilityPage, T> picker) {
        this.page = Objects.requireNonNull(page, "page");
        this.picker = Objects.requireNonNull(picker, "picker");
    }

    /**
     * Names a page and what to make of it.
     *
     * @param page the page's name, one of {@link Capabilities#pages}
     * @param picker makes the object of the page; every bit of a page may have any value
     * @param <T> the class
     */
    public static <T> CapabilityType<T> of(String page, Function<CapabilityPage, T> picker) {
        return new CapabilityType<>(page, picker);
    }

    /** The name of its page. */
    public String page() {
        return page;
    }

    /**
     * Makes the object of a page that was read before.
     *
     * @param from the page
     * @throws IllegalArgumentException if it is another page
     */
    public T pick(CapabilityPage from) {
        Objects.requireNonNull(from, "from");
        if (!from.layout().name().equalsIgnoreCase(page)) {
            throw new IllegalArgumentException("these capabilities are on the page " + page + ", not on " + from);
        }
        return picker.apply(from);
    }

    @Override
    public String toString() {
        return "CapabilityType[" + page + "]";
    }
}
