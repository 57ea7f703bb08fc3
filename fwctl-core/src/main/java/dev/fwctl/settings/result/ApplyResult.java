// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a plan, a rollback or a recovery on one device.
 *
 * @param device the device's stable key
 * @param transaction the id by which it can be rolled back; empty if nothing was written
 * @param status how it ended as a whole
 * @param settings each setting that was asked for or changed
 * @param reset which reset makes the changes count
 */
public record ApplyResult(
        String device, Optional<String> transaction, Status status, List<SettingResult> settings, ResetNeed reset) {
    /** How a transaction ended as a whole. */
    public enum Status {
        /** Everything that was wanted is there, or will be after the reset. */
        DONE,
        /** Something failed, and everything is as it was. */
        UNDONE,
        /** Something failed, and not everything could be undone: somebody else changed it meanwhile. */
        LEFT_TO_OTHERS,
        /** Something failed, and of some settings nobody can tell what they are. The journal is open: recover it. */
        UNKNOWN
    }

    /** Copies the list. */
    public ApplyResult {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(status, "status");
        Elements.require(settings, "settings");
        Objects.requireNonNull(reset, "reset");
        settings = List.copyOf(settings);
    }

    /** Whether everything that was wanted is there, or will be after the reset. */
    public boolean done() {
        return status == Status.DONE;
    }

    /** Status, settings and reset, a line each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(device).append(": ").append(status);
        transaction.ifPresent(id -> text.append(", transaction ").append(id));
        settings.forEach(setting -> text.append("\n  ").append(setting));
        return text.append("\n  reset: ").append(reset).toString();
    }
}
