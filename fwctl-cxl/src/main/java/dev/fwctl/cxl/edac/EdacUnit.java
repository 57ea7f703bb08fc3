// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.edac.EdacFile.Access;
import dev.fwctl.settings.model.Address;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Owner;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitView;
import dev.fwctl.settings.model.UnitWrite;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file of EDAC: a unit with one setting in it, written as text. What is written holds at once. */
final class EdacUnit implements Unit, Place {
    /** The driver keeps the cycle in hours, in one byte, and truncates what does not fit: 268 h becomes 12 h. */
    private static final long HOUR = 3600;

    private static final long LONGEST = 255 * HOUR;

    private final FwctlDevice device;
    private final String folder;
    private final EdacSetting which;
    private final Setting setting;
    private final List<String> aliases;

    /**
     * A file.
     *
     * @param device a device over {@link EdacSeam}
     * @param which the file
     * @param folders the file's folder, then others that show the same value
     */
    EdacUnit(FwctlDevice device, EdacSetting which, List<String> folders) {
        this.device = device;
        this.folder = folders.get(0);
        this.which = which;
        this.setting = which.of(folder);
        this.aliases = folders.stream().skip(1).map(which::in).toList();
    }

    private String file() {
        return folder + "/" + which.file();
    }

    @Override
    public String key() {
        return "edac/" + file();
    }

    @Override
    public String title() {
        return "EDAC's file " + file();
    }

    @Override
    public Set<UnitState> states() {
        return EnumSet.of(UnitState.CURRENT);
    }

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
        return List.of(this);
    }

    /** It is text: 4096 is one byte longer than 256. */
    @Override
    public boolean isLengthFixed() {
        return false;
    }

    @Override
    public boolean holdsSecrets() {
        return false;
    }

    @Override
    public Optional<byte[]> read(UnitState state) {
        String text = device.call(EdacFile.READ, new Access(file(), ""));
        return Optional.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public UnitWrite write(byte[] content) {
        return UnitWrite.sysfs(
                device, EdacFile.WRITE, new Access(file(), new String(content, StandardCharsets.US_ASCII)));
    }

    @Override
    public Setting setting() {
        return setting;
    }

    @Override
    public Address address() {
        return Address.of(setting.name(), Owner.card());
    }

    @Override
    public List<String> aliases() {
        return aliases;
    }

    @Override
    public Unit unit() {
        return this;
    }

    @Override
    public Optional<SettingValue> value(byte[] image) {
        String text = new String(image, StandardCharsets.US_ASCII).strip();
        if (!text.matches("(0x)?[0-9a-fA-F]{1,15}")) {
            return Optional.empty();
        }
        long number = Long.decode(text);
        return Optional.of(
                switch (setting.kind()) {
                    case BOOLEAN -> SettingValue.of(number != 0);
                    case ENUMERATION -> SettingValue.named(number, setting.values());
                    default -> SettingValue.of(number);
                });
    }

    @Override
    public byte[] with(byte[] content, SettingValue value) {
        return value.number().toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Bounds bounds(UnitView view) {
        if (which != EdacSetting.CURRENT_CYCLE_DURATION) {
            return setting.bounds();
        }
        Optional<BigInteger> lower = number(view, EdacSetting.MIN_CYCLE_DURATION);
        Optional<BigInteger> upper = number(view, EdacSetting.MAX_CYCLE_DURATION);
        BigInteger longest = BigInteger.valueOf(LONGEST);
        return new Bounds(
                Optional.of(lower.orElse(BigInteger.valueOf(HOUR))),
                Optional.of(upper.map(longest::min).orElse(longest)),
                Optional.of(BigInteger.valueOf(HOUR)));
    }

    private Optional<BigInteger> number(UnitView view, EdacSetting other) {
        EdacUnit unit = new EdacUnit(device, other, List.of(folder));
        return view.image(unit, UnitState.CURRENT).flatMap(unit::value).map(SettingValue::number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EdacUnit that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return setting.name();
    }
}
