// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The difference between the settings of a device and what is desired.
 *
 * @param device the device's stable key
 * @param settings each setting that something is desired of
 * @param problems what kept settings from being compared
 */
public record Drift(String device, List<Finding> settings, List<Problem> problems) {
    /** How one setting compares. */
    public enum State {
        /** It holds what is desired, now and next. */
        IN_LINE,
        /** It will hold what is desired after a reset. */
        WAITS,
        /** The reset came, and it still does not hold: what comes next is as desired, and what holds now never was. */
        STUCK,
        /** It holds something else. */
        DIFFERS,
        /** It cannot be read. */
        CANNOT_BE_ASKED;

        /** Lower case with blanks. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One setting, compared.
     *
     * @param name the setting
     * @param state how it compares
     * @param desired what is desired; empty for a default that the device does not tell
     * @param current what holds now, if that is known
     * @param pending what comes next, if that is known
     */
    public record Finding(
            String name,
            State state,
            Optional<SettingValue> desired,
            Optional<SettingValue> current,
            Optional<SettingValue> pending) {
        public Finding {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(desired, "desired");
            Objects.requireNonNull(current, "current");
            Objects.requireNonNull(pending, "pending");
        }

        /** For example {@code NUM_OF_VFS: differs, 8, desired 32}. */
        @Override
        public String toString() {
            return name + ": " + state
                    + pending.or(() -> current).map(value -> ", " + value).orElse("")
                    + desired.map(value -> ", desired " + value).orElse("");
        }
    }

    /** Copies the lists. */
    public Drift {
        Objects.requireNonNull(device, "device");
        Elements.require(settings, "settings");
        Elements.require(problems, "problems");
        settings = List.copyOf(settings);
        problems = List.copyOf(problems);
    }

    /** Whether everything holds, or will after a reset. */
    public boolean inLine() {
        return problems.isEmpty()
                && settings.stream().allMatch(one -> one.state() == State.IN_LINE || one.state() == State.WAITS);
    }
}
