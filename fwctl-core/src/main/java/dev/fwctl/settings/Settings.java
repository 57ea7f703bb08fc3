// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.FwctlDevice;
import dev.fwctl.Progress;
import dev.fwctl.VendorModule;
import dev.fwctl.internal.Elements;
import dev.fwctl.internal.Jackson;
import dev.fwctl.settings.applying.Writer;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.lock.HardwareLock;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Desired;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.planning.Comparison;
import dev.fwctl.settings.planning.Planner;
import dev.fwctl.settings.planning.Reader;
import dev.fwctl.settings.planning.Subject;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
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
    private final Way way;

    /** How they are read and changed. */
    private record Way(Journal journal, Duration patience, Executor executor) {}

    private Settings(FwctlDevice device, @Nullable SettingsModule module, Way way) {
        this.device = device;
        this.module = module;
        this.way = way;
    }

    /**
     * The settings of a device, by the first of its system's modules that serves it and brings settings.
     *
     * @param device an open device, which stays the caller's to close
     */
    public static Settings of(FwctlDevice device) {
        Jackson.require();
        Objects.requireNonNull(device, "device");
        SettingsModule module = device.node().modules().stream()
                .filter(SettingsModule.class::isInstance)
                .map(SettingsModule.class::cast)
                .findFirst()
                .orElse(null);
        return new Settings(device, module, new Way(Journal.of(device.system()), HardwareLock.PATIENCE, Runnable::run));
    }

    /**
     * These settings, with another journal than {@link Journal#of}.
     *
     * @param journal all who write to one piece of hardware should use the same
     */
    public Settings withJournal(Journal journal) {
        Objects.requireNonNull(journal, "journal");
        return new Settings(device, module, new Way(journal, way.patience, way.executor));
    }

    /**
     * These settings, with another time to wait for others who write. By default it is 30 seconds.
     *
     * @param patience how long; zero not to wait
     */
    public Settings withPatience(Duration patience) {
        Objects.requireNonNull(patience, "patience");
        return new Settings(device, module, new Way(way.journal, patience, way.executor));
    }

    /**
     * These settings, all of which are read by several threads: the caller's, and as many of the executor's as the device's
     * driver runs reads at once ({@link SettingsModule#readsAtOnce}). What changes something is done by one.
     *
     * @param executor may be one that is busy, or the one that the caller runs on
     */
    public Settings withExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return new Settings(device, module, new Way(way.journal, way.patience, executor));
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
        Objects.requireNonNull(name, "name");
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
        Elements.require(names, "names");
        if (module == null) {
            throw new SettingsException("cannot read settings", List.of(none()));
        }
        return new Reader(key(), module.settings(device)).read(names, ALL);
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
        Objects.requireNonNull(progress, "progress");
        return readAll(ALL, progress);
    }

    private List<SettingReading> readAll(Set<UnitState> states, Progress progress) {
        return module == null
                ? List.of()
                : new Reader(key(), module.settings(device))
                        .readAll(states, progress, way.executor, module.readsAtOnce());
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
        Elements.require(desired, "desired");
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
        Elements.require(desired, "desired");
        Elements.require(consents, "consents");
        return plan(new Plan.Wanted(Desired.all(desired), Set.of(), consents));
    }

    private Plan plan(Plan.Wanted wanted) {
        if (module == null) {
            Plan.Facts facts = new Plan.Facts(key(), "", "", "", Instant.now());
            return new Plan(facts, wanted, List.of(none()), List.of(), List.of());
        }
        return new Planner(Subject.of(device, module), wanted).plan();
    }

    /**
     * Applies a plan, made in this process or another: plans anew by its intent, refuses it if the device has changed
     * since, and writes all of it or nothing. Every unit is read back; what had been written is undone if one fails.
     *
     * <p>Other threads and processes that use this library are locked out meanwhile; other tools are not, and what they
     * change meanwhile is found and left alone.
     *
     * @param plan the plan
     * @return what became of each setting, and of the whole
     * @throws SettingsException if something stands against it; nothing was written
     * @throws dev.fwctl.settings.journal.JournalException if the journal cannot be written; nothing was written
     */
    public ApplyResult apply(Plan plan) {
        Objects.requireNonNull(plan, "plan");
        return apply(plan, Progress.NONE);
    }

    /**
     * As {@link #apply(Plan)}.
     *
     * @param plan the plan
     * @param progress told of each unit that was written
     */
    public ApplyResult apply(Plan plan, Progress progress) {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(progress, "progress");
        if (!plan.facts().device().equals(key())) {
            throw new SettingsException(
                    "cannot apply the plan",
                    List.of(new Problem(
                            key(),
                            "",
                            Problem.Kind.STALE,
                            "the plan is for the device " + plan.facts().device(),
                            "Apply it to that one")));
        }
        return writer("apply the plan").apply(plan, progress);
    }

    /**
     * Takes back what a transaction changed, in the units that still hold what it left. What was never stored is not
     * stored again afterwards, where the device can forget.
     *
     * @param transaction the id that {@link ApplyResult#transaction} gave
     * @return what each unit holds now
     * @throws SettingsException if there is no such transaction, it is of other hardware or firmware, or was not applied
     */
    public Recovery rollback(String transaction) {
        return rollback(transaction, Map.of());
    }

    /**
     * As {@link #rollback(String)}.
     *
     * @param transaction the id
     * @param secrets the values that secrets had before the transaction, by name: no journal holds them
     */
    public Recovery rollback(String transaction, Map<String, ?> secrets) {
        Objects.requireNonNull(secrets, "secrets");
        return writer("roll back").rollback(transaction, secrets);
    }

    /**
     * Brings what interrupted transactions left behind to all-before or all-after, and never overwrites what somebody else
     * wrote since.
     *
     * @return one for each transaction that was open on this hardware; empty if there was none
     */
    public List<Recovery> recover() {
        return recover(Map.of());
    }

    /**
     * As {@link #recover()}.
     *
     * @param secrets the values that secrets had before the transactions, by name: no journal holds them
     */
    public List<Recovery> recover(Map<String, ?> secrets) {
        Objects.requireNonNull(secrets, "secrets");
        return writer("recover").recover(secrets);
    }

    /**
     * How the device differs from what is desired. Sends no write.
     *
     * @param desired as for {@link #plan(Map)}
     */
    public Drift drift(Map<String, ?> desired) {
        Elements.require(desired, "desired");
        if (module == null) {
            return new Drift(key(), List.of(), List.of(none()));
        }
        return new Comparison(Subject.of(device, module), way.journal).with(Desired.all(desired));
    }

    private Writer writer(String action) {
        if (module == null) {
            throw new SettingsException("cannot " + action, List.of(none()));
        }
        return new Writer(device, module, way.journal, way.patience);
    }

    private Problem none() {
        return new Problem(
                key(),
                "",
                Problem.Kind.NO_SETTINGS,
                "no module among those of this program brings settings for " + device.node(),
                "Add the jar of the device's vendor, if there is one");
    }

    private String key() {
        return device.node().stableKey();
    }

    @Override
    public String toString() {
        return "Settings[" + device.node() + ", " + (module == null ? "no module" : module.name()) + "]";
    }
}
