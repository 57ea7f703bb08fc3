// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.FwctlException;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.result.ResetNeed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The reset that the changes of one transaction need: by what the device says before and after, else by the documents.
 */
final class Resets {
    private static final Resets NONE = new Resets(null, Optional.empty());

    private final @Nullable DeviceSettings settings;
    private final Optional<Set<String>> before;

    private Resets(@Nullable DeviceSettings settings, Optional<Set<String>> before) {
        this.settings = settings;
        this.before = before;
    }

    /** For a transaction that writes nothing. */
    static Resets none() {
        return NONE;
    }

    static Resets before(DeviceSettings settings) {
        return new Resets(settings, ask(settings));
    }

    private static Optional<Set<String>> ask(DeviceSettings settings) {
        try {
            return settings.resetsNeeded();
        } catch (FwctlException e) {
            return Optional.empty();
        }
    }

    ResetNeed after(List<Change> changes) {
        Optional<Set<String>> after = settings == null || before.isEmpty() ? Optional.empty() : ask(settings);
        if (after.isEmpty()) {
            return documented(changes);
        }
        if (after.get().isEmpty()) {
            return ResetNeed.of(ResetNeed.Kind.NONE, Set.of());
        }
        return ResetNeed.of(
                before.orElseThrow().isEmpty() ? ResetNeed.Kind.NEEDED : ResetNeed.Kind.NOT_SEPARABLE, after.get());
    }

    private static ResetNeed documented(List<Change> changes) {
        Set<String> times = new TreeSet<>();
        boolean unknown = false;
        for (Change change : changes) {
            ApplyTime time = change.write().applyTime();
            unknown |= time == ApplyTime.UNKNOWN;
            if (time != ApplyTime.UNKNOWN && time != ApplyTime.IMMEDIATE) {
                times.add(time.toString());
            }
        }
        if (unknown) {
            return ResetNeed.of(ResetNeed.Kind.UNKNOWN, times);
        }
        return times.isEmpty()
                ? ResetNeed.of(ResetNeed.Kind.NONE, Set.of())
                : ResetNeed.of(ResetNeed.Kind.DOCUMENTED, times);
    }
}
