// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareSettingsSpec.OnDrift;
import dev.fwctl.operator.api.FirmwareStateStatus.Stage;
import dev.fwctl.operator.api.FirmwareStateStatus.Write;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The next step for a device that differs from what is desired. Here loops end: a value that a device never takes, or
 * that no reset makes current, is written a few times and then left to people, until the resource is edited.
 */
enum Next {
    /** Write. */
    WRITE,
    /** Write again, once some time has passed. */
    WRITE_LATER,
    /** Somebody else changed what held, or what waited, and that is only to be reported. */
    REPORT,
    /** The device does not take it. */
    NEVER_TAKEN,
    /** The device took it, and a reset did not make it current. */
    NEVER_CURRENT;

    /** Writes to a device that never held what is desired, before people have to look. */
    static final int MOST = 3;

    /**
     * The circumstances.
     *
     * @param generation of the resource
     * @param boot of the node
     * @param onDrift what the resource says about drift
     */
    record Circumstances(long generation, String boot, OnDrift onDrift, Instant now, Duration pause) {}

    static Next after(@Nullable Write last, Circumstances now) {
        if (last == null || last.generation() != now.generation) {
            return WRITE;
        }
        return switch (last.stage()) {
            case HELD -> now.onDrift == OnDrift.MEND ? WRITE : REPORT;
            case TAKEN -> afterTaken(last, now);
            case ADJUSTED -> NEVER_TAKEN;
            case STARTED, FAILED ->
                last.count() >= MOST ? NEVER_TAKEN : now.now.isBefore(due(last, now)) ? WRITE_LATER : WRITE;
        };
    }

    private static Next afterTaken(Write last, Circumstances now) {
        if (!last.boot().equals(now.boot) || last.count() >= MOST) {
            return NEVER_CURRENT;
        }
        return now.onDrift == OnDrift.MEND ? WRITE : REPORT;
    }

    /** Each pause is twice as long as the one before. */
    private static Instant due(Write last, Circumstances now) {
        return Instant.parse(last.at()).plus(now.pause.multipliedBy(1L << Math.max(0, last.count() - 1)));
    }

    /** The note of a write that is about to be made. */
    static Write started(@Nullable Write last, Circumstances now) {
        boolean again = last != null && last.generation() == now.generation && last.stage() != Stage.HELD;
        return new Write(
                now.generation, again ? last.count() + 1 : 1, now.boot, now.now.toString(), Stage.STARTED, null, null);
    }
}
