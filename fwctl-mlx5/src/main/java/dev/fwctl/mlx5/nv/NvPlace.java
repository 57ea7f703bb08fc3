// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.settings.model.Address;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.Owner;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A parameter of a TLV as a place of a setting. */
final class NvPlace implements Place {
    private final NvSettings settings;
    private final NvUnit unit;
    private final ParameterName name;

    NvPlace(NvSettings settings, NvUnit unit, ParameterName name) {
        this.settings = settings;
        this.unit = unit;
        this.name = name;
    }

    private Parameter parameter() {
        return name.parameter();
    }

    @Override
    public Setting setting() {
        return NvDefinitions.of(parameter());
    }

    @Override
    public Address address() {
        NvOwner whose = unit.item().owner();
        String suffix = unit.item().isOfFunction() && !whose.isOwn() ? "@" + whose.host() + "." + whose.function() : "";
        OptionalInt element = name.index() < 0 ? OptionalInt.empty() : OptionalInt.of(name.index());
        return new Address(name + suffix, owner(), element);
    }

    private Owner owner() {
        NvOwner whose = unit.item().owner();
        return switch (unit.item().tlv().tlvClass()) {
            case PHYSICAL_PORT -> Owner.port(name.instance());
            case MODULE -> Owner.module(name.instance());
            case HOST -> Owner.ownHost();
            case PER_HOST_PF -> whose.isOwn() ? Owner.ownFunction() : Owner.function(whose.host(), whose.function());
            default -> Owner.card();
        };
    }

    @Override
    public Unit unit() {
        return unit;
    }

    @Override
    public Optional<SettingValue> value(byte[] image) {
        int end = parameter().offset()
                + parameter().member().stride() * Math.max(0, parameter().count() - 1)
                + parameter().width();
        boolean has = end <= image.length * Byte.SIZE
                && (parameter().since() == 0 || parameter().since() <= unit.version());
        return has ? Optional.of(read(NvSession.padded(unit.item(), image))) : Optional.empty();
    }

    private SettingValue read(byte[] data) {
        NvValue value = NvValue.read(unit.item().tlv(), name, data);
        SettingValue read = value.raw() instanceof List<?> elements
                ? SettingValue.of(
                        elements.stream().map(one -> number((Long) one)).toList())
                : value.raw() instanceof Long one ? number(one).spelt(value.text()) : whole((String) value.raw());
        return parameter().member().sensitive() ? read.asSensitive() : read;
    }

    private SettingValue number(long number) {
        return switch (parameter().type()) {
            case BOOL -> SettingValue.of(number != 0);
            case ENUM -> SettingValue.named(number, parameter().values());
            default -> SettingValue.unsigned(number);
        };
    }

    private static SettingValue whole(String value) {
        return SettingValue.of(value);
    }

    @Override
    public SettingValue parse(Object desired) {
        byte[] data = new byte[unit.item().tlv().size()];
        NvWish.of(unit.item(), name, desired).grant(data);
        return read(data);
    }

    @Override
    public byte[] with(byte[] content, SettingValue value) {
        byte[] data = NvSession.padded(unit.item(), content);
        NvWish wish = NvWish.of(unit.item(), name, value.raw());
        NvWishes.withImplied(Map.entry(name, wish)).forEach(one -> one.grant(data));
        return Arrays.copyOf(data, content.length);
    }

    private NvVariables.Next next(UnitView view) {
        return item -> {
            NvUnit other = settings.unit(item);
            return view.planned(other).map(content -> NvSession.padded(item, content));
        };
    }

    @Override
    public Offer offer(UnitView view) {
        NvReading.Offer offer = NvCheck.offer(next(view), unit.item(), parameter());
        return switch (offer.state()) {
            case YES -> Offer.yes();
            case NO -> Offer.no(offer.reason());
            default -> Offer.unknown(offer.reason());
        };
    }

    @Override
    public Bounds bounds(UnitView view) {
        return NvCheck.bounds(next(view), unit.item(), parameter());
    }

    @Override
    public Optional<String> objection(UnitView view, SettingValue value) {
        return value.asList().stream()
                .filter(Number.class::isInstance)
                .map(number -> NvCheck.rule(next(view), unit.item(), parameter(), ((Number) number).longValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NvPlace that && name.equals(that.name) && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return address().toString();
    }
}
