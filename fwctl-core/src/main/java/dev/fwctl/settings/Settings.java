// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.FwctlDevice;
import dev.fwctl.VendorModule;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.model.UnitState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one open device, whatever its vendor.
 *
 * <pre>{@code
 * try (FwctlDevice device = fwctl.open("0000:03:00.0")) {
 *     Settings settings = Settings.of(device);
 *     settings.read("NUM_OF_VFS").current();                // 8
 *     Plan plan = settings.plan(Map.of("NUM_OF_VFS", 32, "SRIOV_EN", true));
 *     plan.problems();                                      // all of them
 *     plan.changes();                                       // what would be written
 * }
 * }</pre>
 *
 * <p>Nothing that a device says is remembered from one call to the next. Reading needs no more than
 * {@code AccessPolicy.readOnly()}. A device that no module serves has no settings: nothing is listed, and a plan says so.
 *
 * <p>Safe for use by any number of threads. Every method that asks the device throws a {@link dev.fwctl.FwctlException} if
 * the firmware was not reached.
 */
public final class Settings {
    private static final Set<UnitState> ALL = EnumSet.allOf(UnitState.class);

    private final FwctlDevice device;
    private final @Nullable SettingsModule module;

    private Settings(FwctlDevice device, @Nullable SettingsModule module) {
        this.device = device;
        this.module = module;
    }

    /**
     * The settings of a device, by the modules given.
     *
     * @param device an open device, which stays the caller's to close
     * @param modules vendors' modules; those without settings are passed over
     */
    public static Settings of(FwctlDevice device, Collection<? extends VendorModule> modules) {
        return new Settings(
                device,
                modules.stream()
                        .filter(SettingsModule.class::isInstance)
                        .map(SettingsModule.class::cast)
                        .filter(module -> module.serves(device.node()))
                        .findFirst()
                        .orElse(null));
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    /** The name of the vendor's module that serves the device; empty if none does. */
    public Optional<String> module() {
        return Optional.ofNullable(module).map(VendorModule::name);
    }

    /** Every setting that the module knows; not all of them exist on this device. Asks the device for nothing. */
    public Stream<Setting> definitions() {
        return module == null ? Stream.empty() : module.definitions();
    }

    /**
     * Reads a setting: what holds now, what comes next, and what the device was made with.
     *
     * @param name as people spell it, port, module and element included, in any case
     * @throws SettingsException if there is no such setting, with near names; if the device does not have it; or if it
     *     names several
     */
    public SettingReading read(String name) {
        List<SettingReading> readings = read(List.of(name));
        if (readings.size() != 1) {
            throw new SettingsException(
                    "cannot read a setting",
                    List.of(new Problem(
                            key(),
                            name,
                            Problem.Kind.UNKNOWN_SETTING,
                            "it names " + readings.size() + " elements, and one is wanted",
                            "Name one, or read a list of names")));
        }
        return readings.get(0);
    }

    /**
     * Reads settings; each unit that they lie in is asked for once.
     *
     * @param names as people spell them; a range of elements stands for each of them
     * @return in the order of the names
     * @throws SettingsException if any cannot be read, with all the reasons
     */
    public List<SettingReading> read(Collection<String> names) {
        if (module == null) {
            throw new SettingsException("cannot read settings", List.of(none()));
        }
        return new Reader(key(), subject().settings()).read(names, ALL);
    }

    /**
     * Reads every setting that the device has, those that it does not offer included. One that the firmware refuses to
     * read is there without values, and with the reason.
     */
    public List<SettingReading> readAll() {
        return readAll(Progress.NONE);
    }

    /**
     * As {@link #readAll()}.
     *
     * @param progress told of each unit that was read
     */
    public List<SettingReading> readAll(Progress progress) {
        return readAll(ALL, progress);
    }

    private List<SettingReading> readAll(Set<UnitState> states, Progress progress) {
        return module == null ? List.of() : new Reader(key(), subject().settings()).readAll(states, progress);
    }

    /** What does not hold yet: settings whose pending value is not the current one. */
    public List<SettingReading> waiting() {
        return readAll(EnumSet.of(UnitState.CURRENT, UnitState.PENDING), Progress.NONE).stream()
                .filter(SettingReading::waits)
                .toList();
    }

    /**
     * Plans changes. Sends no write.
     *
     * @param desired by name: a {@code Boolean}, a number, a text such as {@code ETH} or {@code 0x14}, a {@code byte[]} or
     *     hexadecimal digits; for an array a {@code List} of these; {@code DEFAULT} for the default
     * @return what would change, and all that stands against it
     */
    public Plan plan(Map<String, ?> desired) {
        return plan(desired, Set.of());
    }

    /**
     * Plans changes. Sends no write.
     *
     * @param desired as for {@link #plan(Map)}
     * @param consents what the plan may do that it would not do else
     * @return what would change, and all that stands against it
     */
    public Plan plan(Map<String, ?> desired, Set<Consent> consents) {
        Map<String, Desired> wanted = new LinkedHashMap<>();
        desired.forEach((name, value) -> wanted.put(name, Desired.of(value)));
        return plan(new Plan.Wanted(wanted, Set.of(), consents));
    }

    private Plan plan(Plan.Wanted wanted) {
        if (module == null) {
            Plan.Facts facts = new Plan.Facts(key(), "", "", "", java.time.Instant.now());
            return new Plan(facts, wanted, List.of(none()), List.of(), List.of());
        }
        return new Planner(subject(), wanted).plan();
    }

    private Problem none() {
        return new Problem(
                key(),
                "",
                Problem.Kind.NO_SETTINGS,
                "no module among those of this program brings settings for " + device.node(),
                "Add the jar of the device's vendor, if there is one");
    }

    private Subject subject() {
        if (module == null) {
            throw new IllegalStateException("no module serves " + device.node());
        }
        DeviceSettings settings = module.settings(device);
        return new Subject(key(), module.name(), module.firmware(device.node()), settings, Optional.empty());
    }

    private String key() {
        return device.node().stableKey();
    }

    @Override
    public String toString() {
        return "Settings[" + device.node() + ", " + (module == null ? "no module" : module.name()) + "]";
    }
}
