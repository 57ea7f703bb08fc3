// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.Progress;
import dev.fwctl.settings.journal.Begin;
import dev.fwctl.settings.journal.Ending;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.journal.OpenTransaction;
import dev.fwctl.settings.journal.SettingRecord;
import dev.fwctl.settings.planning.Subject;
import dev.fwctl.settings.result.ApplyResult;
import java.time.Instant;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Writes units as one: all of them, or none. Everything is in the journal before the first write; each unit is compared
 * with what the plan saw just before it is written, and read back after it; on a failure what was written is undone in
 * reverse. Confined to one thread, which holds the locks of the hardware.
 *
 * <p>An {@code Error} goes straight through: the journal stays open, as after a crash.
 */
final class Transaction {
    private final String id;
    private final Subject subject;
    private final Journal journal;
    private final List<Step> steps;
    private final List<SettingRecord> settings;

    Transaction(String id, Subject subject, Journal journal, List<Step> steps, List<SettingRecord> settings) {
        this.id = id;
        this.subject = subject;
        this.journal = journal;
        this.steps = steps;
        this.settings = settings;
    }

    /**
     * Runs it.
     *
     * @throws JournalException if it cannot be written down before the first write; nothing was written
     */
    ApplyResult.Status run(Progress progress) {
        OpenTransaction open = journal.begin(new Begin(
                id,
                Instant.now(),
                subject.host(),
                subject.device(),
                subject.hardware().key(),
                subject.firmware(),
                steps.stream().map(Step::record).toList(),
                settings));
        int failed = writeAll(open, progress);
        if (failed < 0) {
            return close(open, Ending.APPLIED, ApplyResult.Status.DONE);
        }
        for (int i = failed; i >= 0; i--) {
            if (steps.get(i).mayHaveChanged()) {
                steps.get(i).undo();
                tell(progress, "undoing", failed - i + 1, failed + 1);
            }
        }
        return ending(open);
    }

    /** The number of the step that failed; -1 if none did. */
    private int writeAll(OpenTransaction open, Progress progress) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            try {
                write(open, i);
            } catch (RuntimeException e) {
                step.failed(e);
            }
            if (!step.succeeded() || !step.reason().isEmpty()) {
                return i;
            }
            tell(progress, "writing", i + 1, steps.size());
        }
        return -1;
    }

    /** A listener that fails leaves no transaction half done. */
    private void tell(Progress progress, String activity, int done, int total) {
        try {
            progress.at(subject.device(), activity, done, total);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Transaction.class)
                    .warn("{}: the listener to the progress of transaction {} failed", subject.device(), id, e);
        }
    }

    private void write(OpenTransaction open, int number) {
        Step step = steps.get(number);
        if (!step.stillAsPlanned()) {
            return;
        }
        open.writing(number);
        step.write();
        boolean other = step.standing() == Step.Standing.ADJUSTED
                || step.standing() == Step.Standing.WRITTEN
                        && step.record().after().isEmpty();
        if (other) {
            open.holds(number, step.held().orElseThrow());
        }
    }

    private ApplyResult.Status ending(OpenTransaction open) {
        boolean unknown = steps.stream().anyMatch(step -> step.standing() == Step.Standing.UNKNOWN);
        if (unknown) {
            return ApplyResult.Status.UNKNOWN;
        }
        boolean foreign = steps.stream().anyMatch(step -> step.standing() == Step.Standing.FOREIGN);
        return foreign
                ? close(open, Ending.LEFT_TO_OTHERS, ApplyResult.Status.LEFT_TO_OTHERS)
                : close(open, Ending.UNDONE, ApplyResult.Status.UNDONE);
    }

    /** A journal that cannot be closed stays open, and recovering it will find that nothing is left to do. */
    private ApplyResult.Status close(OpenTransaction open, Ending ending, ApplyResult.Status status) {
        try {
            open.end(ending);
        } catch (JournalException e) {
            LoggerFactory.getLogger(Transaction.class)
                    .warn(
                            "transaction {} of {} ended as {}, which could not be written down",
                            id,
                            subject.device(),
                            ending,
                            e);
        }
        return status;
    }
}
