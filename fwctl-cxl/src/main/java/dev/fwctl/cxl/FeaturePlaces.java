// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.SpecReference;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureField;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.layout.BitField;
import dev.fwctl.settings.model.Address;
import dev.fwctl.settings.model.FieldPlace;
import dev.fwctl.settings.model.Owner;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings in a Feature: the fields that its codec names, else its bytes. */
final class FeaturePlaces {
    private static final String MODULE = "cxl";

    private FeaturePlaces() {}

    static List<Place> of(FeatureUnit unit, Optional<FeatureCodec<?>> codec) {
        List<Place> places = new ArrayList<>();
        Feature feature = unit.feature();
        if (codec.isPresent()) {
            for (FeatureField field : codec.get().fields()) {
                places.add(new FieldOfFeature(unit, setting(codec.get().name(), feature, field), field));
            }
        }
        boolean settableOnlyAsBytes = places.isEmpty() || unit.writtenUnseen();
        if (settableOnlyAsBytes) {
            places.clear();
            places.add(bytes(unit));
        }
        return List.copyOf(places);
    }

    static Setting setting(String codec, Feature feature, FeatureField field) {
        Setting.Builder builder = Setting.named(
                        MODULE, feature.uuid().toString(), codec + "." + field.name(), field.kind())
                .width(field.bits().width())
                .values(field.values())
                .bounds(field.bounds())
                .effects(feature.effects())
                .reference(reference(feature));
        boolean kept = feature.reservedByKernel() || feature.listed() && !feature.changeable();
        boolean readOnly = kept || field.written().isEmpty();
        return (readOnly ? builder.readOnly() : builder).build();
    }

    private static SpecReference reference(Feature feature) {
        return feature.standard()
                .map(StandardFeature::specification)
                .orElse(new SpecReference("Compute Express Link 3.2", "8.2.10.6"));
    }

    private static Place bytes(FeatureUnit unit) {
        Feature feature = unit.feature();
        boolean settable = unit.writtenUnseen();
        String name = "feature." + feature.uuid();
        Setting.Builder builder = Setting.named(MODULE, feature.uuid().toString(), name, SettingKind.BYTES)
                .width((settable ? feature.setSize() : feature.getSize()) * Byte.SIZE)
                .effects(feature.effects())
                .reference(reference(feature));
        Setting setting = (settable ? builder : builder.readOnly()).build();
        return new FieldPlace(unit, setting, Address.of(name, Owner.card()), BitField.le(0, 0, Byte.SIZE));
    }

    /** A field, which Set Feature may take in another place than Get Feature shows it. */
    private static final class FieldOfFeature extends FieldPlace {
        private final FeatureField field;

        FieldOfFeature(FeatureUnit unit, Setting setting, FeatureField field) {
            super(unit, setting, Address.of(setting.name(), Owner.card()), field.bits());
            this.field = field;
        }

        @Override
        public Optional<SettingValue> valueToWrite(byte[] content) {
            if (field.written().isEmpty() || field.written().get().end() > content.length * Byte.SIZE) {
                return Optional.empty();
            }
            long number = field.written().get().get(ByteBuffer.wrap(content), 0);
            return Optional.of(
                    switch (field.kind()) {
                        case BOOLEAN -> SettingValue.of(number != 0);
                        case ENUMERATION -> SettingValue.named(number, field.values());
                        default -> SettingValue.unsigned(number);
                    });
        }

        @Override
        public byte[] with(byte[] content, SettingValue value) {
            BitField place =
                    field.written().orElseThrow(() -> new IllegalArgumentException(field.name() + " can only be read"));
            byte[] changed = content.clone();
            place.set(ByteBuffer.wrap(changed), 0, value.number().longValue());
            return changed;
        }
    }
}
