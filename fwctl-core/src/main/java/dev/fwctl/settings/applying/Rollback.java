// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.Progress;
import dev.fwctl.settings.journal.Content;
import dev.fwctl.settings.journal.Ending;
import dev.fwctl.settings.journal.Entry;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.UnitRecord;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.planning.Subject;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.settings.result.UnitFate;
import dev.fwctl.settings.result.UnitFate.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes back a transaction that was applied, as a transaction of its own. The caller holds the locks. */
final class Rollback {
    private static final String ACTION = "cannot roll back";

    private final Subject subject;
    private final Journal journal;
    private final Contents contents;
    private final Map<String, ?> secrets;

    Rollback(Subject subject, Journal journal, Map<String, ?> secrets) {
        this.subject = subject;
        this.journal = journal;
        this.contents = new Contents(journal);
        this.secrets = secrets;
    }

    /**
     * Puts back the units that still hold what the transaction left; the others are changed since.
     *
     * @param transaction which
     * @param id of the transaction that this is itself
     * @throws SettingsException if it cannot be rolled back; nothing was written
     */
    Recovery run(String transaction, String id) {
        Entry entry = journal.find(transaction)
                .orElseThrow(() -> refusal(
                        Problem.Kind.UNKNOWN_SETTING,
                        "there is no transaction " + transaction + " in " + journal.place(),
                        "Look at the id that apply gave"));
        requireFitting(entry);
        List<UnitFate> fates = new ArrayList<>(new Recoverer(subject, journal, secrets).fates(entry));
        List<Step> steps = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = fates.size() - 1; i >= 0; i--) {
            if (fates.get(i).fate() == Fate.AFTER) {
                Optional<Step> step = step(entry.units().get(i));
                if (step.isPresent()) {
                    steps.add(step.get());
                    numbers.add(i);
                } else {
                    fates.set(
                            i,
                            new UnitFate(
                                    fates.get(i).title(),
                                    Fate.UNKNOWN,
                                    "there are secrets in it: give the values they had"));
                }
            }
        }
        if (!steps.isEmpty()) {
            new Transaction(id, subject, journal, steps, List.of()).run(Progress.NONE);
        }
        for (int i = 0; i < steps.size(); i++) {
            fates.set(numbers.get(i), fate(steps.get(i)));
        }
        return new Recovery(transaction, subject.device(), end(fates), fates);
    }

    private static UnitFate fate(Step step) {
        Fate fate = switch (step.standing()) {
            case WRITTEN -> Fate.BEFORE;
            case FOREIGN -> Fate.CHANGED_SINCE;
            case UNTOUCHED, REFUSED, RESTORED -> Fate.AFTER;
            default -> Fate.UNKNOWN;
        };
        return new UnitFate(step.unit.title(), fate, step.reason());
    }

    private static Recovery.End end(List<UnitFate> fates) {
        if (fates.stream().allMatch(unit -> unit.fate() == Fate.AFTER)) {
            return Recovery.End.ALL_AFTER;
        }
        if (fates.stream().anyMatch(unit -> unit.fate() == Fate.UNKNOWN || unit.fate() == Fate.AFTER)) {
            return Recovery.End.UNKNOWN;
        }
        return fates.stream().anyMatch(unit -> unit.fate() == Fate.CHANGED_SINCE)
                ? Recovery.End.CHANGED_SINCE
                : Recovery.End.ALL_BEFORE;
    }

    private Optional<Step> step(UnitRecord record) {
        Unit unit = subject.settings().unit(record.key()).orElseThrow();
        Optional<byte[]> now = unit.read(unit.target()).map(unit::contentOf);
        boolean neverStored = record.storedBefore().filter(stored -> !stored).isPresent();
        if (neverStored && unit.forget().isPresent()) {
            return Optional.of(Step.forget(unit, contents, now));
        }
        return record.before()
                .flatMap(before -> SecretContents.restore(unit, contents, before, now.orElse(new byte[0]), secrets))
                .map(before -> Step.write(unit, contents, now, before));
    }

    private void requireFitting(Entry entry) {
        if (!entry.begin().hardware().equals(subject.hardware().key())) {
            throw refusal(
                    Problem.Kind.STALE,
                    "the transaction was on " + entry.begin().hardware() + ", and this is " + subject.hardware(),
                    "Name the device that it was on");
        }
        if (entry.isOpen()) {
            throw refusal(Problem.Kind.RECOVERY, "the transaction was interrupted", "Recover it");
        }
        if (entry.ending().orElseThrow() != Ending.APPLIED) {
            throw refusal(
                    Problem.Kind.STALE,
                    "the transaction ended as " + entry.ending().orElseThrow() + ", so there is nothing to take back",
                    "");
        }
        if (!entry.begin().firmware().equals(subject.firmware())) {
            throw refusal(
                    Problem.Kind.STALE,
                    "the firmware was " + entry.begin().firmware() + " then, and is " + subject.firmware()
                            + " now, which may lay its units out otherwise",
                    "Plan by values: " + byValues(entry));
        }
        for (UnitRecord record : entry.units()) {
            requireSameLength(entry, record);
        }
    }

    private void requireSameLength(Entry entry, UnitRecord record) {
        Optional<Unit> unit = subject.settings().unit(record.key());
        Optional<Content> before = record.before();
        int length = unit.flatMap(one -> one.read(one.target()).map(one::contentOf))
                .map(bytes -> bytes.length)
                .orElse(0);
        boolean fixed = unit.map(Unit::isLengthFixed).orElse(true);
        if (fixed && before.isPresent() && before.get().bytes().length != length) {
            throw refusal(
                    Problem.Kind.STALE,
                    record.title() + " had " + before.get().bytes().length + " bytes then, and has " + length + " now",
                    "Plan by values: " + byValues(entry));
        }
    }

    private static String byValues(Entry entry) {
        List<String> values = new ArrayList<>();
        entry.begin()
                .settings()
                .forEach(setting -> setting.before().ifPresent(raw -> values.add(setting.name() + "=" + raw)));
        return String.join(" ", values);
    }

    private SettingsException refusal(Problem.Kind kind, String reason, String cure) {
        return subject.refusal(ACTION, kind, reason, cure);
    }
}
