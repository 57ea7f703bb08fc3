// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of settings on a terminal. */
final class SettingsTables {
    /** How wide a line is at most. */
    static final int WIDTH = 100;

    private SettingsTables() {}

    /** A text that fits a column. */
    static String cut(String text, int width) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }

    /** What devices hold: a star where a change waits, a dash where the device does not offer the setting. */
    static List<String> readings(List<SettingReading> readings) {
        List<String> lines = new ArrayList<>();
        lines.add(row(" ", "setting", "current", "pending", "default"));
        for (SettingReading one : readings) {
            String mark = one.waits() ? "*" : one.offer().state() == Offer.State.NO ? "-" : " ";
            lines.add(row(mark, one.name(), text(one.current()), text(one.pending()), text(one.defaultValue())));
        }
        return lines;
    }

    private static String row(String mark, String name, String... values) {
        String line = String.format(
                Locale.ROOT, "%s %-38s %-18s %-18s %-18s", mark, cut(name, 38), values[0], values[1], values[2]);
        return line.stripTrailing();
    }

    private static String text(Optional<SettingValue> value) {
        return cut(value.map(SettingValue::text).orElse(""), 18);
    }
}
