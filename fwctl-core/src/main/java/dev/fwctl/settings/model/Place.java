// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A setting of one owner on one device: where it lies in a {@link Unit}, and what the device says to it.
 *
 * <p>An implementation is safe for use by any number of threads. Two are equal if their addresses are.
 */
public interface Place {
    /** Which setting. */
    Setting setting();

    /** Whose, and which element. */
    Address address();

    /** Other names that lead to it, as where the kernel shows one value in several places; unmodifiable. */
    default List<String> aliases() {
        return List.of();
    }

    /** What it lies in. */
    Unit unit();

    /**
     * The value in an image of the unit.
     *
     * @param image what was read; not changed
     * @return empty if the unit, as this device has it, is too short or too old to hold the setting
     */
    Optional<SettingValue> value(byte[] image);

    /**
     * The value in a content of the unit, for a unit whose writes are laid out otherwise than its reads.
     *
     * @param content what is to be written; not changed
     * @return empty if it does not hold the setting
     */
    default Optional<SettingValue> valueToWrite(byte[] content) {
        Objects.requireNonNull(content, "content");
        return value(content);
    }

    /**
     * The value that a caller means.
     *
     * @param desired a {@code Boolean}, an integral number, a text such as {@code ETH}, {@code 20}, {@code 0x14},
     *     {@code True}; for an array a {@code List} of these; for bytes a {@code byte[]} or hexadecimal digits
     * @return the value as a device would hold it
     * @throws IllegalArgumentException if it means none; the message says what would
     */
    default SettingValue parse(Object desired) {
        Objects.requireNonNull(desired, "desired");
        return ValueParser.of(this).parse(desired);
    }

    /**
     * A content with another value in this place. What the setting implies, such as a bit that says that it is valid, is
     * set too.
     *
     * @param content what is to be written; not changed
     * @param value from {@link #parse}
     * @return a new array
     * @throws IllegalArgumentException if the value does not fit
     */
    byte[] with(byte[] content, SettingValue value);

    /** Whether the device offers the setting, with what is planned. */
    default Offer offer(UnitView view) {
        Objects.requireNonNull(view, "view");
        return Offer.yes();
    }

    /** Which numbers the device takes, with what is planned. */
    default Bounds bounds(UnitView view) {
        Objects.requireNonNull(view, "view");
        return setting().bounds();
    }

    /**
     * What a vendor's rule has against a value within the bounds, with what is planned.
     *
     * @return empty if nothing
     */
    default Optional<String> objection(UnitView view, SettingValue value) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(view, "view");
        return Optional.empty();
    }

    /** The names of settings whose changes have to be live before this one can be written; unmodifiable. */
    default List<String> liveFirst() {
        return List.of();
    }
}
