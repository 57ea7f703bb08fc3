// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.settings.Progress;

/** What the settings show on a terminal. */
final class SettingsTables {
    private static final int EVERY = 50;

    private SettingsTables() {}

    /** A text that fits a column. */
    static String cut(String text, int width) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }

    /** A line on stderr that is written over on a terminal, and now and then where there is none. */
    static Progress progress(Example example) {
        boolean terminal = System.console() != null && !example.options().json();
        return (device, activity, done, total) -> {
            String line = device + ": " + activity + " " + done + " of " + total;
            if (terminal) {
                System.err.print("\r" + line + (done == total ? "\n" : ""));
            } else if (done % EVERY == 0 || done == total) {
                System.err.println(line);
            }
        };
    }
}
