// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.SettingKind;
import java.util.Objects;
import java.util.Optional;

/**
 * A field of a Feature that a program reads, and perhaps sets, by name: where it lies in what Get Feature returns, and in
 * what Set Feature takes. Immutable.
 */
public final class FeatureField {
    /** A field that only tells. */
    private record Told(String name, SettingKind kind, BitField bits, EnumValues values) {}

    private final Told told;
    private final Optional<BitField> written;
    private final Bounds bounds;

    private FeatureField(Told told, Optional<BitField> written, Bounds bounds) {
        this.told = told;
        this.written = written;
        this.bounds = bounds;
    }

    /**
     * A truth or a number that only tells what the device can do.
     *
     * @param name unique in its Feature, lower case with hyphens
     * @param kind boolean or integer
     * @param bits where it lies in the data of Get Feature, little-endian
     */
    public static FeatureField of(String name, SettingKind kind, BitField bits) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(bits, "bits");
        return new FeatureField(new Told(name, kind, bits, EnumValues.none()), Optional.empty(), Bounds.none());
    }

    /**
     * A number whose values have names, and that only tells what the device can do.
     *
     * @param name unique in its Feature, lower case with hyphens
     * @param bits where it lies in the data of Get Feature, little-endian
     * @param values the names
     */
    public static FeatureField of(String name, BitField bits, EnumValues values) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bits, "bits");
        Objects.requireNonNull(values, "values");
        return new FeatureField(new Told(name, SettingKind.ENUMERATION, bits, values), Optional.empty(), Bounds.none());
    }

    /**
     * This field, which can be set.
     *
     * @param place where it lies in the data of Set Feature, little-endian
     */
    public FeatureField writtenAt(BitField place) {
        Objects.requireNonNull(place, "place");
        return new FeatureField(told, Optional.of(place), bounds);
    }

    /** This field, which can be set, and lies in the same place then. */
    public FeatureField writable() {
        return writtenAt(bits());
    }

    /** This field, which takes only these numbers. */
    public FeatureField within(Bounds allowed) {
        Objects.requireNonNull(allowed, "allowed");
        return new FeatureField(told, written, allowed);
    }

    /** Unique in its Feature. */
    public String name() {
        return told.name();
    }

    /** What it is. */
    public SettingKind kind() {
        return told.kind();
    }

    /** Where it lies in the data of Get Feature. */
    public BitField bits() {
        return told.bits();
    }

    /** Where it lies in the data of Set Feature; empty if it cannot be set. */
    public Optional<BitField> written() {
        return written;
    }

    /** The names of its values; empty unless it is an enumeration. */
    public EnumValues values() {
        return told.values();
    }

    /** Which numbers it takes. */
    public Bounds bounds() {
        return bounds;
    }
}
