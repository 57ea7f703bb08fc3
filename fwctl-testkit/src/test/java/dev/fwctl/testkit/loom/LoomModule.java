// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.ACCOUNT;
import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static dev.fwctl.testkit.loom.LoomFirmware.KEY;
import static dev.fwctl.testkit.loom.LoomFirmware.LIMITS;
import static dev.fwctl.testkit.loom.LoomFirmware.TABLE;
import static dev.fwctl.testkit.loom.LoomFirmware.THERMAL;
import static dev.fwctl.testkit.loom.LoomFirmware.VAULT;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.settings.model.Address;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.FieldPlace;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.Owner;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitView;
import dev.fwctl.testkit.contract.ContractRule;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loom's module. */
public final class LoomModule implements SettingsModule {
    private final @Nullable ContractRule wrong;

    public LoomModule() {
        this(null);
    }

    /** Wrong in one respect, or in none. */
    public LoomModule(@Nullable ContractRule wrong) {
        this.wrong = wrong;
    }

    private static final Map<String, Long> MODES = new LinkedHashMap<>();

    static {
        MODES.put("AUTO", 0L);
        MODES.put("FAST", 1L);
        MODES.put("SLOW", 2L);
    }

    @Override
    public String name() {
        return "loom";
    }

    @Override
    public Set<String> drivers() {
        return Set.of("loom_fw");
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(LoomCommand.READ, LoomCommand.WRITE, LoomCommand.FORGET, LoomCommand.STORED, LoomCommand.SERIAL);
    }

    @Override
    public Stream<Setting> definitions() {
        Stream<Setting> all = units(null, wrong).stream()
                .flatMap(unit -> unit.places().stream())
                .map(Place::setting);
        Setting twice = define("limits", "MODE", SettingKind.BOOLEAN).build();
        return wrong == ContractRule.C02 ? Stream.concat(all, Stream.of(twice)) : all;
    }

    @Override
    public DeviceSettings settings(FwctlDevice device) {
        return new Device(device, wrong);
    }

    private static Setting.Builder define(String group, String name, SettingKind kind) {
        return Setting.named("loom", group, name, kind)
                .reference(new SpecReference("Loom Programmer's Manual 1.0", "chapter 7"));
    }

    private static FieldPlace field(LoomUnit unit, Setting setting, int at, int bit, int width) {
        return new FieldPlace(unit, setting, Address.of(setting.name(), Owner.card()), BitField.le(at, bit, width));
    }

    static List<Unit> units(@Nullable FwctlDevice device, @Nullable ContractRule wrong) {
        EnumSet<UnitState> all = EnumSet.allOf(UnitState.class);
        LoomUnit fabric = new LoomUnit(device, wrong, FABRIC, "fabric", all);
        LoomUnit limits = new LoomUnit(device, wrong, LIMITS, "limits", EnumSet.of(UnitState.CURRENT));
        LoomUnit thermal = new LoomUnit(device, wrong, THERMAL, "thermal", EnumSet.of(UnitState.CURRENT));
        LoomUnit key = new LoomUnit(device, wrong, KEY, "key", EnumSet.noneOf(UnitState.class));
        LoomUnit account = new LoomUnit(device, wrong, ACCOUNT, "account", all);
        LoomUnit table = new LoomUnit(device, wrong, TABLE, "table", EnumSet.of(UnitState.CURRENT, UnitState.PENDING));
        LoomUnit vault = new LoomUnit(device, wrong, VAULT, "vault", all);
        fabric.add(field(
                fabric, define("fabric", "ENABLE", SettingKind.BOOLEAN).width(1).build(), 0, 0, 1));
        fabric.add(field(
                fabric,
                define("fabric", "LANES_VALID", SettingKind.BOOLEAN).width(1).build(),
                1,
                0,
                1));
        fabric.add(new Lanes(fabric, limits));
        fabric.add(field(
                fabric,
                define("fabric", "MODE", SettingKind.ENUMERATION)
                        .width(8)
                        .values(EnumValues.of(MODES))
                        .build(),
                3,
                0,
                8));
        fabric.add(new Turbo(fabric));
        limits.add(field(
                limits,
                define("limits", "MAX_LANES", SettingKind.INTEGER)
                        .width(8)
                        .readOnly()
                        .build(),
                0,
                0,
                8));
        thermal.add(new Fan(thermal));
        Setting master = define("key", "MASTER_KEY", SettingKind.BYTES)
                .width(32)
                .sensitive()
                .build();
        key.add(new FieldPlace(key, master, Address.of("MASTER_KEY", Owner.card()), BitField.le(0, 0, 8)));
        Setting token = define("account", "TOKEN", SettingKind.BYTES)
                .width(32)
                .sensitive()
                .build();
        account.add(new FieldPlace(account, token, Address.of("TOKEN", Owner.card()), BitField.le(0, 0, 8)));
        Setting label = define("account", "LABEL", SettingKind.TEXT).width(40).build();
        account.add(new FieldPlace(account, label, Address.of("LABEL", Owner.card()), BitField.le(4, 0, 8)));
        Setting weights = define("table", "WEIGHTS", SettingKind.INTEGER)
                .width(8)
                .array(4)
                .build();
        table.add(field(table, weights, 0, 0, 8));
        table.add(new Seed(
                table, define("table", "SEED", SettingKind.INTEGER).width(8).build()));
        Setting pin =
                define("vault", "PIN", SettingKind.BYTES).width(32).sensitive().build();
        vault.add(new FieldPlace(vault, pin, Address.of("PIN", Owner.card()), BitField.le(0, 0, 8)));
        vault.add(field(
                vault, define("vault", "TRIES", SettingKind.INTEGER).width(8).build(), 4, 0, 8));
        return List.of(fabric, limits, thermal, key, account, table, vault);
    }

    /** The seed, beside an array. */
    private static final class Seed extends FieldPlace {
        Seed(LoomUnit table, Setting setting) {
            super(table, setting, Address.of("SEED", Owner.card()), BitField.le(4, 0, 8));
        }

        @Override
        public byte[] with(byte[] content, SettingValue value) {
            byte[] changed = super.with(content, value);
            if (((LoomUnit) unit()).isWrong(ContractRule.C05)) {
                changed[0]++;
            }
            return changed;
        }
    }

    /** Lanes: bounded by what another unit tells, counted only with their valid bit. */
    private static final class Lanes extends FieldPlace {
        private final Unit limits;
        private static int asked;

        Lanes(LoomUnit fabric, Unit limits) {
            super(
                    fabric,
                    define("fabric", "LANES", SettingKind.INTEGER)
                            .width(8)
                            .implies(List.of("LANES_VALID"))
                            .build(),
                    Address.of("LANES", Owner.card()),
                    BitField.le(2, 0, 8));
            this.limits = limits;
        }

        @Override
        public byte[] with(byte[] content, SettingValue value) {
            byte[] changed = super.with(content, value);
            changed[1] |= 1;
            return changed;
        }

        @Override
        public Bounds bounds(UnitView view) {
            boolean forgets = ((LoomUnit) unit()).isWrong(ContractRule.C13) && asked++ > 0;
            return forgets ? Bounds.none() : told(view);
        }

        private Bounds told(UnitView view) {
            return view.image(limits, UnitState.CURRENT)
                    .map(bytes -> Bounds.of(1, bytes[0]))
                    .orElse(Bounds.none());
        }
    }

    /** Turbo: offered only in mode FAST, and never with more than eight lanes. */
    private static final class Turbo extends FieldPlace {
        Turbo(LoomUnit fabric) {
            super(
                    fabric,
                    define("fabric", "TURBO", SettingKind.BOOLEAN)
                            .width(1)
                            .dependency("MODE == FAST")
                            .build(),
                    Address.of("TURBO", Owner.card()),
                    BitField.le(4, 0, 1));
        }

        @Override
        public Offer offer(UnitView view) {
            byte[] planned = view.planned(unit()).orElseThrow();
            return planned[3] == 1 ? Offer.yes() : Offer.no("it takes MODE FAST, and MODE is " + planned[3]);
        }

        @Override
        public Optional<String> objection(UnitView view, SettingValue value) {
            byte[] planned = view.planned(unit()).orElseThrow();
            return value.asBoolean() && planned[2] > 8
                    ? Optional.of("with turbo, LANES is 8 at most")
                    : Optional.empty();
        }
    }

    /** The fan: four bytes are read, one is written. */
    private static final class Fan extends FieldPlace {
        Fan(LoomUnit thermal) {
            super(
                    thermal,
                    define("thermal", "FAN_SPEED", SettingKind.INTEGER)
                            .width(8)
                            .unitOfMeasure("%")
                            .build(),
                    Address.of("FAN_SPEED", Owner.card()),
                    BitField.le(1, 0, 8));
        }

        @Override
        public Optional<SettingValue> valueToWrite(byte[] content) {
            return Optional.of(SettingValue.of(content[0]));
        }

        @Override
        public byte[] with(byte[] content, SettingValue value) {
            return new byte[] {(byte) value.asLong()};
        }

        @Override
        public Bounds bounds(UnitView view) {
            return view.image(unit(), UnitState.CURRENT)
                    .map(bytes -> Bounds.of(bytes[2], bytes[3]).withIncrement(5))
                    .orElse(Bounds.none());
        }
    }

    private static final class Device implements DeviceSettings {
        private final FwctlDevice device;
        private final @Nullable ContractRule wrong;
        private final List<Unit> units;

        Device(FwctlDevice device, @Nullable ContractRule wrong) {
            this.wrong = wrong;
            this.device = device;
            this.units = LoomModule.units(device, wrong);
        }

        @Override
        public Hardware hardware() {
            if (wrong == ContractRule.C12) {
                return Hardware.of("loom " + device.hashCode(), "thin air");
            }
            byte[] serial = device.call(LoomCommand.SERIAL, LoomCommand.Request.of(0));
            return Hardware.of("loom serial " + new String(serial, StandardCharsets.US_ASCII), "its firmware");
        }

        @Override
        public List<Unit> units() {
            if (wrong == ContractRule.C04) {
                device.call(LoomCommand.FORGET, LoomCommand.Request.of(FABRIC));
            }
            return units;
        }

        @Override
        public List<Place> find(String name) {
            if (wrong == ContractRule.C01 && name.equals("SEED")
                    || wrong == ContractRule.C03
                    || wrong == ContractRule.C06 && name.contains(" ")) {
                return wrong == ContractRule.C03 && name.equals("LANES") ? places("LANES") : strange(name);
            }
            return places(name);
        }

        private List<Place> strange(String name) {
            if (wrong == ContractRule.C06) {
                return places("SEED");
            }
            throw new IllegalArgumentException("what is '" + name + "'?");
        }

        private List<Place> places(String name) {
            String bare = name.replaceFirst("\\[\\d\\]$", "");
            List<String> known = units.stream()
                    .flatMap(unit -> unit.places().stream())
                    .map(place -> place.setting().name())
                    .toList();
            Place found = units.stream()
                    .flatMap(unit -> unit.places().stream())
                    .filter(place -> place.setting().name().equalsIgnoreCase(bare))
                    .findFirst()
                    .orElseThrow(() -> UnknownNameException.of("Loom", "setting", name, known));
            if (bare.equals(name)) {
                return List.of(found);
            }
            int element = name.charAt(name.length() - 2) - '0';
            return List.of(new FieldPlace(
                    found.unit(),
                    found.setting(),
                    new Address(found.setting().name() + "[" + element + "]", Owner.card(), OptionalInt.of(element)),
                    BitField.le(0, 0, 8)));
        }
    }
}
