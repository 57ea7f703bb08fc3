// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change for show, which nobody notices: of a setting that can cost nothing, that would count only after a reset, and
 * that is put back as it was before one can come.
 *
 * @param settings of the device
 * @param reading what is changed
 * @param plan the change
 */
record TourChange(Settings settings, SettingReading reading, Plan plan) {
    /** How many plans are made in search of one. */
    private static final int TRIES = 40;

    /** The first that a device lets this program make; empty if there is none. */
    static Optional<TourChange> on(Settings settings, List<SettingReading> readings) {
        return readings.stream()
                .filter(TourChange::isHarmless)
                .flatMap(reading -> otherValue(reading).stream()
                        .map(other -> new TourChange(settings, reading, settings.plan(Map.of(reading.name(), other)))))
                .limit(TRIES)
                .filter(TourChange::isSmall)
                .findFirst();
    }

    private static boolean isHarmless(SettingReading reading) {
        return !reading.setting().readOnly()
                && !reading.setting().sensitive()
                && !reading.waits()
                && reading.offer().state() == Offer.State.YES
                && reading.setting().consequences().stream().allMatch(word -> word.endsWith("-none"));
    }

    /** A value that it does not hold. */
    private static Optional<Object> otherValue(SettingReading reading) {
        SettingValue value = reading.pending().or(reading::current).orElse(null);
        if (value == null || reading.setting().elements() > 0) {
            return Optional.empty();
        }
        return switch (reading.setting().kind()) {
            case BOOLEAN -> Optional.of(!value.asBoolean());
            case INTEGER -> {
                Bounds bounds = reading.bounds();
                yield Stream.of(
                                value.number().add(BigInteger.ONE),
                                value.number().subtract(BigInteger.ONE))
                        .filter(number -> bounds.refuse(number).isEmpty())
                        .<Object>map(number -> number)
                        .findFirst();
            }
            case ENUMERATION ->
                reading.setting().values().byName().values().stream()
                        .filter(number -> number != value.asLong())
                        .<Object>map(number -> number)
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /** Whether it changes nothing but the one setting, not before a reset, and can be taken back. */
    private boolean isSmall() {
        return plan.applyable()
                && plan.changes().size() == 1
                && plan.changes().stream()
                        .map(Change::write)
                        .allMatch(write -> !write.taints()
                                && write.undo() != Undo.NOT_AT_ALL
                                && write.applyTime() != ApplyTime.IMMEDIATE);
    }

    /** Applies it, reads it back, and takes it back. */
    Map<String, @Nullable Object> show(Example example) {
        ApplyResult result = settings.apply(plan, ProgressLine.of(System.err));
        String transaction = result.transaction().orElseThrow(() -> new IllegalStateException(result.toString()));
        SettingReading changed;
        Recovery back;
        try {
            changed = settings.read(reading.name());
        } finally {
            back = settings.rollback(transaction);
        }
        SettingReading restored = settings.read(reading.name());
        if (!result.done() || back.end() != Recovery.End.ALL_BEFORE || !restored.equals(reading)) {
            throw new IllegalStateException("it was not changed and put back: " + result + "; " + back + "; it holds "
                    + restored + ", and was " + reading);
        }
        Change change = plan.changes().get(0);
        example.say("");
        example.say("%s", SettingsTables.cut(settings.device().node() + ", for show:", SettingsTables.WIDTH));
        example.say("  %s", SettingsTables.cut(change.toString(), SettingsTables.WIDTH - 2));
        example.say("  read back, and restored to %s", text(restored));
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put("device", settings.device().node().name());
        written.put("key", result.device());
        written.put("setting", reading.name());
        written.put("scope", change.write().scope().map(Enum::name).orElse(null));
        written.put("before", text(reading));
        written.put("changed", text(changed));
        written.put("restored", text(restored));
        written.put("transaction", transaction);
        written.put("reset", result.reset().toString());
        return written;
    }

    private static String text(SettingReading reading) {
        return reading.pending().or(reading::current).map(SettingValue::text).orElse("");
    }
}
