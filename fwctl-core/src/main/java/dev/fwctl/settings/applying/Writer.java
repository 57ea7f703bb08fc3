// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.BusyException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.Progress;
import dev.fwctl.RpcContext;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.lock.HardwareLock;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.planning.Subject;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that changes the settings of one device: each time under the locks of its hardware, and with the journal.
 *
 * @param device the open device
 * @param module the module that serves it
 * @param journal where it is written down beforehand
 * @param patience how long to wait for others who write
 */
public record Writer(FwctlDevice device, SettingsModule module, Journal journal, Duration patience) {
    public ApplyResult apply(Plan plan, Progress progress) {
        return within(journal.newTransaction(), id -> new Applier(subject(), journal).apply(id, plan, progress));
    }

    public Recovery rollback(String transaction, Map<String, ?> secrets) {
        return within(journal.newTransaction(), id -> new Rollback(subject(), journal, secrets).run(transaction, id));
    }

    /** Recovers what was interrupted on this hardware; one for each. */
    public List<Recovery> recover(Map<String, ?> secrets) {
        return locked(() -> {
            Subject subject = subject();
            return journal.open().stream()
                    .filter(entry ->
                            entry.begin().hardware().equals(subject.hardware().key()))
                    .map(entry ->
                            in(entry.transaction(), () -> new Recoverer(subject, journal, secrets).recover(entry)))
                    .toList();
        });
    }

    private Subject subject() {
        return Subject.of(device, module);
    }

    /** Every RPC of it, those that only read included, is told to be of this transaction. */
    private <T> T within(String id, Function<String, T> work) {
        return in(id, () -> locked(() -> work.apply(id)));
    }

    private static <T> T in(String id, Supplier<T> work) {
        return RpcContext.current().withTransaction(id).holding(work);
    }

    private <T> T locked(Supplier<T> work) {
        HardwareLock lock = take();
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    private HardwareLock take() {
        try {
            return HardwareLock.take(device, patience);
        } catch (BusyException e) {
            String key = device.node().stableKey();
            String reason = String.valueOf(e.getMessage());
            throw new SettingsException(
                    "cannot change settings", List.of(new Problem(key, "", Problem.Kind.LOCKED, reason, e.hint())));
        }
    }
}
