// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.FwctlDevice;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.settings.model.Address;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.FieldPlace;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Owner;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of a store: blob 0, which is read and written as a whole, and so is one unit. Byte 0 bit 0 switches the
 * beeper on, byte 1 is the least speed of the fan in percent.
 */
final class BlobSettings implements DeviceSettings, Unit {
    private static final int CONFIGURATION_BLOB = 0;
    private static final int UNIT_BYTES = 8;

    private static final Setting BEEPER = Setting.named("acme-blob", "configuration", "BEEPER", SettingKind.BOOLEAN)
            .width(1)
            .effects(WriteBlob.EFFECTS)
            .reference(BlobModule.SPECIFICATION)
            .summary("Beeps when a fan stops.")
            .build();
    private static final Setting FAN_FLOOR = Setting.named(
                    "acme-blob", "configuration", "FAN_FLOOR", SettingKind.INTEGER)
            .width(8)
            .bounds(Bounds.of(0, 100))
            .unitOfMeasure("%")
            .effects(WriteBlob.EFFECTS)
            .reference(BlobModule.SPECIFICATION)
            .summary("The least speed of the fan.")
            .build();

    private final FwctlDevice device;

    BlobSettings(FwctlDevice device) {
        this.device = device;
    }

    static Stream<Setting> definitions() {
        return Stream.of(BEEPER, FAN_FLOOR);
    }

    // --- the device's settings ---------------------------------------------------------------------------------------

    /** Without a serial number that the device tells, hardware is known by its place. */
    @Override
    public Hardware hardware() {
        return Hardware.at("acme-blob " + device.node().parent().name());
    }

    @Override
    public List<Place> find(String name) {
        List<Place> found = places().stream()
                .filter(place -> place.setting().name().equalsIgnoreCase(name))
                .toList();
        if (found.isEmpty()) {
            throw UnknownNameException.of(
                    "Acme's blob store", "setting", name, definitions().map(Setting::name).toList());
        }
        return found;
    }

    @Override
    public List<Unit> units() {
        return List.of(this);
    }

    // --- the unit ----------------------------------------------------------------------------------------------------

    @Override
    public String key() {
        return "blob/" + CONFIGURATION_BLOB;
    }

    @Override
    public String title() {
        return "configuration blob";
    }

    @Override
    public Set<UnitState> states() {
        return EnumSet.of(UnitState.CURRENT);
    }

    /** A write counts at once. */
    @Override
    public UnitState target() {
        return UnitState.CURRENT;
    }

    @Override
    public Undo undo() {
        return Undo.BY_VALUE;
    }

    @Override
    public List<Place> places() {
        return List.of(
                new FieldPlace(this, BEEPER, Address.of(BEEPER.name(), Owner.card()), BitField.le(0, 0, 1)),
                new FieldPlace(this, FAN_FLOOR, Address.of(FAN_FLOOR.name(), Owner.card()), BitField.le(1, 0, 8)));
    }

    @Override
    public Optional<byte[]> read(UnitState state) {
        return Optional.of(device.call(ReadBlob.COMMAND, new ReadBlob.Request(CONFIGURATION_BLOB, UNIT_BYTES)));
    }

    @Override
    public UnitWrite write(byte[] content) {
        return UnitWrite.rpc(device, WriteBlob.COMMAND, new WriteBlob.Request(CONFIGURATION_BLOB, content));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unit unit && key().equals(unit.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
