// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FirmwareException;
import dev.fwctl.Progress;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Units that are all going to be read, read several at once. Each state of a unit is asked for by the same thread, in the
 * unit's order; what the first refusal says is kept, as one thread would.
 *
 * @param device the device's stable key
 * @param executor whose threads help
 * @param most how many at once
 */
record Prefetch(String device, Executor executor, int most) {
    /** What one unit answered. */
    private static final class Answers {
        final Map<UnitState, Optional<byte[]>> images = new EnumMap<>(UnitState.class);

        @Nullable
        FirmwareException refusal;

        @Nullable
        UnitState refused;
    }

    /** Reads them into a cache. */
    void into(UnitCache cache, List<Unit> units, Set<UnitState> states, Progress progress) {
        List<Answers> answers = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        int[] told = {0};
        for (Unit unit : units) {
            Answers one = new Answers();
            answers.add(one);
            tasks.add(() -> {
                if (failure.get() != null) {
                    return; // the device is not reached any more, or nobody wants to know
                }
                try {
                    read(unit, states, one);
                    synchronized (told) {
                        progress.at(device, "reading settings", ++told[0], units.size());
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            });
        }
        SideBySide.run(tasks, most, executor);
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        for (int i = 0; i < units.size(); i++) {
            Answers one = answers.get(i);
            cache.keep(units.get(i), one.images);
            if (one.refusal != null && one.refused != null) {
                cache.keep(units.get(i), one.refused, one.refusal);
            }
        }
    }

    private static void read(Unit unit, Set<UnitState> states, Answers into) {
        for (UnitState state : unit.states()) {
            if (states.contains(state)) {
                try {
                    into.images.put(state, unit.read(state));
                } catch (FirmwareException e) {
                    into.refusal = e;
                    into.refused = state;
                    return;
                }
            }
        }
    }
}
