// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters of a catalog as definitions of settings, in the catalog's order. */
final class NvDefinitions {
    static final String MODULE = "mlx5";

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]+)(?:\\.([A-Za-z0-9_]+))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private static final NvDefinitions HOST =
            new NvDefinitions(ParameterCatalog.host(), MODULE, "Mellanox/mstflint mlxconfig_host.db");

    private final ParameterCatalog catalog;
    private final String module;
    private final String database;
    private final Map<String, Setting> named = new LinkedHashMap<>();

    private NvDefinitions(ParameterCatalog catalog, String module, String database) {
        this.catalog = catalog;
        this.module = module;
        this.database = database;
        catalog.named().forEach(parameter -> named.put(parameter.name(), definition(parameter)));
    }

    static NvDefinitions host() {
        return HOST;
    }

    /** Those of switches, which no fwctl driver of Linux reaches. */
    static NvDefinitions switches() {
        return new NvDefinitions(
                ParameterCatalog.switches(), MODULE + "-switch", "Mellanox/mstflint mlxconfig_switch.db");
    }

    static Setting of(Parameter parameter) {
        Setting setting = HOST.named.get(parameter.name());
        if (setting == null) {
            throw new IllegalArgumentException("the catalog has no parameter " + parameter.name());
        }
        return setting;
    }

    Collection<Setting> named() {
        return named.values();
    }

    /** Those that no public tool names, as {@code tlv.field}. */
    Stream<Setting> unnamed() {
        return catalog.tlvs().stream()
                .flatMap(tlv -> tlv.parameters().stream())
                .filter(parameter -> !parameter.named())
                .map(this::definition);
    }

    private Setting definition(Parameter parameter) {
        Tlv tlv = catalog.tlv(parameter);
        Setting.Builder builder = Setting.named(module, tlv.name(), name(parameter), kind(parameter))
                .array(parameter.count())
                .width(parameter.width())
                .values(parameter.values())
                .effects(
                        tlv.readOnly()
                                ? Effects.none(Effects.Source.SPECIFICATION)
                                : RegisterCatalog.ofWrite(RegisterType.MNVDA.id()))
                .applyTime(ApplyTime.RESET)
                .dependency(translate(parameter.dependency(), tlv))
                .reference(new SpecReference(database, tlv.name() + "." + parameter.field()));
        if (kind(parameter) == SettingKind.INTEGER) {
            builder.bounds(bounds(parameter));
        }
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

    /** A dependency in the names of settings. */
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
                .map(NvDefinitions::name)
                .orElse(tlv + "." + field);
    }

    private static String name(Parameter parameter) {
        return parameter.named() ? parameter.name() : parameter.tlv() + "." + parameter.field();
    }
}
