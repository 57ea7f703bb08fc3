// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.register.RegisterType;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of the catalog as definitions of settings, in the catalog's order. */
final class NvDefinitions {
    static final String MODULE = "mlx5";

    private static final Map<String, Setting> ALL = new LinkedHashMap<>();

    static {
        ParameterCatalog catalog = ParameterCatalog.host();
        for (Parameter parameter : catalog.named()) {
            ALL.put(parameter.name(), of(catalog, catalog.tlv(parameter), parameter));
        }
    }

    private NvDefinitions() {}

    static Setting of(Parameter parameter) {
        Setting setting = ALL.get(parameter.name());
        if (setting == null) {
            throw new IllegalArgumentException("the catalog has no parameter " + parameter.name());
        }
        return setting;
    }

    static List<Setting> all() {
        return List.copyOf(ALL.values());
    }

    private static Setting of(ParameterCatalog catalog, Tlv tlv, Parameter parameter) {
        Setting.Builder builder = Setting.named(MODULE, tlv.name(), parameter.name(), kind(parameter))
                .array(parameter.count())
                .width(parameter.width())
                .values(parameter.values())
                .effects(
                        tlv.readOnly()
                                ? Effects.none(Effects.Source.SPECIFICATION)
                                : Registers.writeEffects(RegisterType.MNVDA))
                .applyTime(ApplyTime.RESET)
                .dependency(parameter.dependency())
                .reference(
                        new SpecReference("Mellanox/mstflint mlxconfig_host.db", tlv.name() + "." + parameter.field()));
        if (tlv.readOnly()) {
            builder.readOnly();
        }
        if (parameter.member().sensitive()) {
            builder.sensitive();
        }
        tlv.parameters().stream()
                .filter(other -> other.named() && other.field().equals(parameter.validBit()))
                .forEach(other -> builder.implies(List.of(other.name())));
        catalog.knobs().find(parameter.name()).ifPresent(builder::knob);
        return builder.build();
    }

    private static SettingKind kind(Parameter parameter) {
        return switch (parameter.type()) {
            case BOOL -> SettingKind.BOOLEAN;
            case ENUM -> SettingKind.ENUMERATION;
            case UNSIGNED, BINARY -> SettingKind.INTEGER;
            case BYTES -> SettingKind.BYTES;
            case STRING -> SettingKind.TEXT;
        };
    }
}
