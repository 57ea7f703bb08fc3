// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.FwctlException;
import dev.fwctl.settings.journal.Content;
import dev.fwctl.settings.journal.Ending;
import dev.fwctl.settings.journal.Entry;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.UnitRecord;
import dev.fwctl.settings.model.ReadBack;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.planning.Subject;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.settings.result.UnitFate;
import dev.fwctl.settings.result.UnitFate.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the units of a transaction to all-before or all-after by what they hold, never by what anybody remembers. The
 * caller holds the locks.
 */
final class Recoverer {
    private final Subject subject;
    private final Journal journal;
    private final Contents contents;
    private final Map<String, ?> secrets;

    Recoverer(Subject subject, Journal journal, Map<String, ?> secrets) {
        this.subject = subject;
        this.journal = journal;
        this.contents = new Contents(journal);
        this.secrets = secrets;
    }

    /** Recovers an interrupted transaction, and closes it unless something stays unknown. */
    Recovery recover(Entry entry) {
        List<UnitFate> found = found(entry);
        boolean allAfter = found.stream().allMatch(unit -> unit.fate() == Fate.AFTER);
        if (allAfter) {
            journal.reopen(entry).end(Ending.APPLIED);
            return recovery(entry, Recovery.End.ALL_AFTER, found);
        }
        Recovery recovery = back(entry, found);
        switch (recovery.end()) {
            case ALL_BEFORE -> journal.reopen(entry).end(Ending.UNDONE);
            case CHANGED_SINCE -> journal.reopen(entry).end(Ending.LEFT_TO_OTHERS);
            default -> {} // it stays open
        }
        return recovery;
    }

    /** What each unit holds. */
    private List<UnitFate> found(Entry entry) {
        List<UnitFate> fates = new ArrayList<>();
        for (int i = 0; i < entry.units().size(); i++) {
            fates.add(found(entry, i));
        }
        return fates;
    }

    private UnitFate found(Entry entry, int number) {
        UnitRecord record = entry.units().get(number);
        Optional<Unit> unit = subject.settings().unit(record.key());
        if (unit.isEmpty()) {
            return new UnitFate(record.title(), Fate.UNKNOWN, "this device, with its firmware, has no such unit");
        }
        try {
            return new UnitFate(record.title(), fate(entry, number, unit.get()), "");
        } catch (FwctlException e) {
            return new UnitFate(record.title(), Fate.UNKNOWN, "it cannot be read: " + e.getMessage());
        }
    }

    private Fate fate(Entry entry, int number, Unit unit) {
        UnitRecord record = entry.units().get(number);
        boolean attempted = entry.attempted().contains(number);
        Optional<Content> left = Optional.ofNullable(entry.held().get(number)).or(record::after);
        if (!isTold(unit, record)) {
            return attempted ? Fate.UNKNOWN : Fate.BEFORE;
        }
        byte[] now = unit.read(unit.target()).map(unit::contentOf).orElse(new byte[0]);
        if (left.isPresent() && contents.same(unit, left.get(), now)) {
            return attempted ? Fate.AFTER : same(unit, record, now) ? Fate.BEFORE : Fate.CHANGED_SINCE;
        }
        if (same(unit, record, now)) {
            return isStoredAsBefore(unit, record) ? Fate.BEFORE : Fate.AFTER;
        }
        // What comes after a reset to default was not known beforehand.
        boolean forgotten = record.after().isEmpty()
                && attempted
                && unit.stored().filter(stored -> !stored).isPresent();
        return forgotten ? Fate.AFTER : Fate.CHANGED_SINCE;
    }

    private boolean same(Unit unit, UnitRecord record, byte[] now) {
        return record.before().isPresent()
                && contents.same(unit, record.before().get(), now);
    }

    private boolean isTold(Unit unit, UnitRecord record) {
        boolean told = record.before().isPresent()
                && (record.after().isEmpty()
                        || contents.distinguishable(
                                unit, record.before().get(), record.after().get()));
        return unit.readBack() == ReadBack.VALUE && told;
    }

    private static boolean isStoredAsBefore(Unit unit, UnitRecord record) {
        return record.storedBefore().isEmpty()
                || unit.stored().isEmpty()
                || unit.stored().equals(record.storedBefore());
    }

    /** Puts back, in reverse, what the transaction left and nobody changed since. */
    Recovery back(Entry entry, List<UnitFate> found) {
        List<UnitFate> fates = new ArrayList<>(found);
        for (int i = fates.size() - 1; i >= 0; i--) {
            if (fates.get(i).fate() == Fate.AFTER) {
                fates.set(i, back(entry, i));
            }
        }
        boolean unknown = fates.stream().anyMatch(unit -> unit.fate() == Fate.UNKNOWN || unit.fate() == Fate.AFTER);
        boolean foreign = fates.stream().anyMatch(unit -> unit.fate() == Fate.CHANGED_SINCE);
        return recovery(
                entry,
                unknown ? Recovery.End.UNKNOWN : foreign ? Recovery.End.CHANGED_SINCE : Recovery.End.ALL_BEFORE,
                fates);
    }

    private UnitFate back(Entry entry, int number) {
        UnitRecord record = entry.units().get(number);
        Unit unit = subject.settings().unit(record.key()).orElseThrow();
        byte[] now = unit.read(unit.target()).map(unit::contentOf).orElse(new byte[0]);
        Optional<byte[]> before =
                SecretContents.restore(unit, contents, record.before().orElseThrow(), now, secrets);
        if (before.isEmpty()) {
            return new UnitFate(
                    record.title(),
                    Fate.UNKNOWN,
                    "it holds what the transaction wrote, and there are secrets in it: give the values they had, by name");
        }
        Optional<Content> left = Optional.ofNullable(entry.held().get(number)).or(record::after);
        Step.Standing standing = new WayBack(unit, contents, record, before.get()).go(left);
        return switch (standing) {
            case RESTORED -> new UnitFate(record.title(), Fate.BEFORE, "put back");
            case FOREIGN -> new UnitFate(record.title(), Fate.CHANGED_SINCE, "");
            default ->
                new UnitFate(record.title(), Fate.UNKNOWN, "it could not be put back, or not be read after that");
        };
    }

    /** What would be put back, for a rollback: the units that still hold what the transaction left. */
    List<UnitFate> fates(Entry entry) {
        return found(entry);
    }

    private static Recovery recovery(Entry entry, Recovery.End end, List<UnitFate> units) {
        return new Recovery(entry.transaction(), entry.begin().device(), end, units);
    }
}
