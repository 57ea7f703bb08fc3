// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import dev.fwctl.Fwctl;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.FeatureField;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.layout.BitField;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.SettingKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Order;

/**
 * Fields of a vendor's Features keep the contract of settings behind the kernel's own CXL driver: one Feature that changes
 * at a cold reset, one that changes at once. Late, since it taints.
 */
@Order(Integer.MAX_VALUE - 5)
class CxlSettingsContractTest extends SettingsContractOnLab {
    CxlSettingsContractTest() {
        super("cxl");
    }

    @Override
    public Fwctl fwctl() {
        return super.fwctl()
                .withModules(List.of(CxlModule.with(FeatureCodecs.standard()
                        .with(new Plain("fan", "effect-cold-reset"))
                        .with(new Plain("led", "effect-immediate-config")))));
    }

    @Override
    public String device() {
        return Mock.mem(1).memdev();
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("fan.speed", 50, "led.speed", 51, "led.quiet", true);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("fan.speed", 101, "fan.limit", 3, "led.speed", "fast");
    }

    /** A codec for a Feature of the catalogue, which is set as it is got. */
    private record Plain(String name, UUID uuid) implements FeatureCodec<byte[]> {
        Plain(String name, String feature) {
            this(name, Mock.mem(1).feature(feature).uuid());
        }

        @Override
        public Class<byte[]> type() {
            return byte[].class;
        }

        @Override
        public int minimumSize() {
            return 8;
        }

        @Override
        public byte[] decode(Feature feature, ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return bytes;
        }

        @Override
        public List<FeatureField> fields() {
            return List.of(
                    FeatureField.of("speed", SettingKind.INTEGER, BitField.le(0, 0, 8))
                            .writable()
                            .within(Bounds.of(0, 100)),
                    FeatureField.of("quiet", SettingKind.BOOLEAN, BitField.le(1, 0, 1))
                            .writable(),
                    FeatureField.of("limit", SettingKind.INTEGER, BitField.le(2, 0, 8)));
        }

        @Override
        public Optional<byte[]> contentOf(Feature feature, byte[] image) {
            return Optional.of(image.clone());
        }
    }
}
