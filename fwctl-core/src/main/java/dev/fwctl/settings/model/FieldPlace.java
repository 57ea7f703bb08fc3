// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place that is a {@link BitField} of its unit, or whole bytes of it. To be extended where the device has a say: bounds,
 * offers and rules are methods of {@link Place}.
 *
 * <p>A field of more than 64 bits is bytes or text, and begins at a whole byte. Text ends at its first zero byte.
 */
public class FieldPlace implements Place {
    private final Unit unit;
    private final Setting setting;
    private final Address address;
    private final int first;
    private final BitField bits;

    /**
     * A place.
     *
     * @param unit the unit
     * @param setting the setting
     * @param address whose, and which element
     * @param bits where it lies; of an array, its first element, behind which the others follow without a gap. For bytes
     *     and text only where they begin counts, and how many there are is the setting's {@link Setting#width}
     */
    public FieldPlace(Unit unit, Setting setting, Address address, BitField bits) {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(bits, "bits");
        this.unit = unit;
        this.setting = setting;
        this.address = address;
        this.bits =
                address.element().isPresent() ? bits.shifted(address.element().getAsInt() * bits.width()) : bits;
        this.first = this.bits.offset() / Byte.SIZE;
    }

    @Override
    public final Setting setting() {
        return setting;
    }

    @Override
    public final Address address() {
        return address;
    }

    @Override
    public final Unit unit() {
        return unit;
    }

    private boolean isArray() {
        return setting.elements() > 0 && address.element().isEmpty();
    }

    private boolean isOctets() {
        return setting.kind() == SettingKind.BYTES || setting.kind() == SettingKind.TEXT;
    }

    private int octets() {
        return setting.width() / Byte.SIZE;
    }

    private int end() {
        return isOctets()
                ? first + octets()
                : (bits.offset() + bits.width() * (isArray() ? setting.elements() : 1) + Byte.SIZE - 1) / Byte.SIZE;
    }

    @Override
    public Optional<SettingValue> value(byte[] image) {
        Objects.requireNonNull(image, "image");
        if (image.length < end()) {
            return Optional.empty();
        }
        if (isOctets()) {
            byte[] octets = Arrays.copyOfRange(image, first, end());
            return Optional.of(setting.kind() == SettingKind.BYTES ? SettingValue.of(octets) : text(octets));
        }
        ByteBuffer buffer = ByteBuffer.wrap(image);
        if (!isArray()) {
            return Optional.of(number(bits.get(buffer, 0)));
        }
        List<SettingValue> elements = new ArrayList<>();
        for (int i = 0; i < setting.elements(); i++) {
            elements.add(number(bits.shifted(i * bits.width()).get(buffer, 0)));
        }
        return Optional.of(SettingValue.of(elements));
    }

    private static SettingValue text(byte[] octets) {
        int length = 0;
        while (length < octets.length && octets[length] != 0) {
            length++;
        }
        return SettingValue.of(new String(octets, 0, length, StandardCharsets.UTF_8));
    }

    private SettingValue number(long number) {
        return switch (setting.kind()) {
            case BOOLEAN -> SettingValue.of(number != 0);
            case ENUMERATION -> SettingValue.named(number, setting.values());
            default -> bits.signed() ? SettingValue.of(number) : SettingValue.unsigned(number);
        };
    }

    @Override
    public byte[] with(byte[] content, SettingValue value) {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(value, "value");
        byte[] changed = content.clone();
        if (isOctets()) {
            byte[] octets = setting.kind() == SettingKind.BYTES
                    ? value.asBytes()
                    : value.raw().toString().getBytes(StandardCharsets.UTF_8);
            if (octets.length > octets()) {
                throw new IllegalArgumentException("it has room for " + octets() + " bytes, not " + octets.length);
            }
            Arrays.fill(changed, first, end(), (byte) 0);
            System.arraycopy(octets, 0, changed, first, octets.length);
            return changed;
        }
        ByteBuffer buffer = ByteBuffer.wrap(changed);
        List<?> elements = value.asList();
        for (int i = 0; i < elements.size(); i++) {
            long number = SettingValue.ofRaw(elements.get(i)).number().longValue();
            bits.shifted(i * bits.width()).set(buffer, 0, number);
        }
        return changed;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Place that && address.equals(that.address()) && unit.equals(that.unit());
    }

    @Override
    public final int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return address + " in " + unit.title();
    }
}
