// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Objects;

/**
 * The piece of hardware that owns settings, by an identity that was read from the hardware itself. A journal, a plan and
 * a lock belong to it, so that a card which was swapped for another does not inherit them, and the nodes of one card share
 * them.
 *
 * @param key unique over all vendors, for example {@code mlx5 serial MT2243X00001}; the same through all nodes of a card
 * @param source where it was read, for example {@code VPD}
 * @param exact false if the hardware tells no identity, and {@code key} only says where the device sits
 */
public record Hardware(String key, String source, boolean exact) {
    public Hardware {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(source, "source");
    }

    /** An identity that was read from the hardware. */
    public static Hardware of(String key, String source) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(source, "source");
        return new Hardware(key, source, true);
    }

    /** Where the device sits, for want of an identity. */
    public static Hardware at(String place) {
        Objects.requireNonNull(place, "place");
        return new Hardware(place, "where it sits", false);
    }

    /** The key. */
    @Override
    public String toString() {
        return key;
    }
}
