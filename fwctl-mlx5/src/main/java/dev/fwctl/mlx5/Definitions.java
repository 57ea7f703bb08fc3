// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.register.RegisterType;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters of a catalog as definitions of settings. Dependencies are rewritten to the names of settings. */
final class Definitions {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]+)(?:\\.([A-Za-z0-9_]+))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final String module;
    private final String database;
    private final ParameterCatalog catalog;

    private Definitions(String module, String database, ParameterCatalog catalog) {
        this.module = module;
        this.database = database;
        this.catalog = catalog;
    }

    static Definitions host() {
        return new Definitions("mlx5", "Mellanox/mstflint mlxconfig_host.db", ParameterCatalog.host());
    }

    static Definitions switches() {
        return new Definitions("mlx5-switch", "Mellanox/mstflint mlxconfig_switch.db", ParameterCatalog.switches());
    }

    /** Those with a public name. */
    Stream<Setting> named() {
        return catalog.named().stream().map(this::of);
    }

    /** Those without one. */
    Stream<Setting> unnamed() {
        return catalog.tlvs().stream()
                .flatMap(tlv -> tlv.parameters().stream())
                .filter(parameter -> !parameter.named())
                .map(this::of);
    }

    private Setting of(Parameter parameter) {
        Tlv tlv = catalog.tlv(parameter);
        Setting.Builder made = Setting.named(module, tlv.name(), name(parameter), kind(parameter.type()))
                .width(parameter.width())
                .values(parameter.values())
                .dependency(translate(parameter.dependency(), tlv))
                .reference(new SpecReference(database, tlv.name() + "." + parameter.field()));
        if (parameter.count() > 0) {
            made.array(parameter.count());
        }
        if (kind(parameter.type()) == SettingKind.INTEGER) {
            made.bounds(bounds(parameter));
        }
        if (tlv.readOnly()) {
            made.readOnly().effects(Effects.none(Effects.Source.SPECIFICATION));
        } else {
            made.effects(Registers.writeEffects(RegisterType.MNVDA));
        }
        if (parameter.member().sensitive()) {
            made.sensitive();
        }
        if (!parameter.validBit().isEmpty()) {
            made.implies(List.of(name(tlv.name(), parameter.validBit())));
        }
        catalog.knobs().find(parameter.name()).ifPresent(made::knob);
        return made.build();
    }

    private static SettingKind kind(Parameter.Type type) {
        return switch (type) {
            case BOOL -> SettingKind.BOOLEAN;
            case UNSIGNED, BINARY -> SettingKind.INTEGER;
            case ENUM -> SettingKind.ENUMERATION;
            case BYTES -> SettingKind.BYTES;
            case STRING -> SettingKind.TEXT;
        };
    }

    /** What holds on any device: bounds that are numbers, else what the bits can hold. */
    private static Bounds bounds(Parameter parameter) {
        BigInteger most = BigInteger.ONE.shiftLeft(parameter.width()).subtract(BigInteger.ONE);
        return new Bounds(
                Optional.of(number(parameter.min()).orElse(BigInteger.ZERO)),
                Optional.of(number(parameter.max()).orElse(most)),
                Optional.empty());
    }

    private static Optional<BigInteger> number(String expression) {
        return NUMBER.matcher(expression).matches() ? Optional.of(new BigInteger(expression)) : Optional.empty();
    }

    private String translate(String expression, Tlv tlv) {
        return VARIABLE.matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(2) == null
                                ? name(tlv.name(), found.group(1))
                                : name(found.group(1), found.group(2))));
    }

    private String name(String tlv, String field) {
        return catalog.tlv(tlv).parameters().stream()
                .filter(parameter -> parameter.field().equals(field))
                .findFirst()
                .map(Definitions::name)
                .orElse(tlv + "." + field);
    }

    private static String name(Parameter parameter) {
        return parameter.named() ? parameter.name() : parameter.tlv() + "." + parameter.field();
    }
}
