// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.SettingKind;
import java.util.Optional;

/**
 * A field of a Feature that a program reads, and perhaps sets, by name: where it lies in what Get Feature returns, and in
 * what Set Feature takes. Immutable.
 */
public final class FeatureField {
    private final String name;
    private final SettingKind kind;
    private final BitField bits;
    private final Optional<BitField> written;
    private final EnumValues values;
    private final Bounds bounds;

    private FeatureField(
            String name,
            SettingKind kind,
            BitField bits,
            Optional<BitField> written,
            EnumValues values,
            Bounds bounds) {
        this.name = name;
        this.kind = kind;
        this.bits = bits;
        this.written = written;
        this.values = values;
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
        return new FeatureField(name, kind, bits, Optional.empty(), EnumValues.none(), Bounds.none());
    }

    /**
     * A number whose values have names, and that only tells what the device can do.
     *
     * @param name unique in its Feature, lower case with hyphens
     * @param bits where it lies in the data of Get Feature, little-endian
     * @param values the names
     */
    public static FeatureField of(String name, BitField bits, EnumValues values) {
        return new FeatureField(name, SettingKind.ENUMERATION, bits, Optional.empty(), values, Bounds.none());
    }

    /**
     * This field, which can be set.
     *
     * @param place where it lies in the data of Set Feature, little-endian
     */
    public FeatureField writtenAt(BitField place) {
        return new FeatureField(name, kind, bits, Optional.of(place), values, bounds);
    }

    /** This field, which can be set, and lies in the same place then. */
    public FeatureField writable() {
        return writtenAt(bits);
    }

    /** This field, which takes only these numbers. */
    public FeatureField within(Bounds allowed) {
        return new FeatureField(name, kind, bits, written, values, allowed);
    }

    /** Unique in its Feature. */
    public String name() {
        return name;
    }

    /** What it is. */
    public SettingKind kind() {
        return kind;
    }

    /** Where it lies in the data of Get Feature. */
    public BitField bits() {
        return bits;
    }

    /** Where it lies in the data of Set Feature; empty if it cannot be set. */
    public Optional<BitField> written() {
        return written;
    }

    /** The names of its values; empty unless it is an enumeration. */
    public EnumValues values() {
        return values;
    }

    /** Which numbers it takes. */
    public Bounds bounds() {
        return bounds;
    }
}
