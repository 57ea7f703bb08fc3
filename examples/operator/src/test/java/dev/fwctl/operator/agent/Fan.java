// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureField;
import dev.fwctl.layout.BitField;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.SettingKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A codec as a vendor's jar would bring it: one Feature whose first byte is a fan's speed in percent. */
final class Fan implements FeatureCodec<byte[]> {
    static final UUID FEATURE = UUID.fromString("015eed00-f0c7-4a1e-8000-0000000ac300");

    @Override
    public UUID uuid() {
        return FEATURE;
    }

    @Override
    public String name() {
        return "fan";
    }

    @Override
    public Class<byte[]> type() {
        return byte[].class;
    }

    @Override
    public int minimumSize() {
        return 4;
    }

    @Override
    public byte[] decode(Feature feature, ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    @Override
    public List<FeatureField> fields() {
        return List.of(FeatureField.of("speed", SettingKind.INTEGER, BitField.le(0, 0, 8))
                .writable()
                .within(Bounds.of(0, 100)));
    }

    @Override
    public Optional<byte[]> contentOf(Feature feature, byte[] image) {
        return Optional.of(image.clone());
    }
}
