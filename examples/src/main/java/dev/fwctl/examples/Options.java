// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of an example.
 *
 * @param device {@code --device NAME}, null for the example's own choice
 * @param simulated {@code --simulated}: the simulated kernel, even where there are real devices
 * @param json {@code --json}: one JSON document on stdout, and nothing else
 * @param help {@code --help}
 * @param flags the example's own flags that were given, such as {@code --write}
 * @param settings the example's own options with a value, as {@code --name=value}
 * @param words what is no option
 */
record Options(
        @Nullable String device,
        boolean simulated,
        boolean json,
        boolean help,
        Set<String> flags,
        List<String> settings,
        List<String> words) {

    /** A command line that cannot be understood; the message says what was wrong. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    /**
     * Reads a command line.
     *
     * @param known the example's own options: {@code --write} for a flag, {@code --grep=} for one with a value; a word
     *     without dashes, such as {@code NAME}, says that it takes what is no option
     */
    static Options parse(List<String> known, String... args) {
        @Nullable String device = null;
        boolean simulated = false;
        boolean json = false;
        boolean help = false;
        Set<String> flags = new LinkedHashSet<>();
        List<String> settings = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            int equals = arg.indexOf('=');
            String option = arg.startsWith("--") && equals > 0 ? arg.substring(0, equals) : arg;
            boolean takesValue = option.equals("--device") || known.contains(option + "=");
            @Nullable String value = null;
            if (arg.startsWith("--") && takesValue) {
                if (equals > 0) {
                    value = arg.substring(equals + 1);
                } else if (++i < args.length) {
                    value = args[i];
                } else {
                    throw new UsageException(option + " needs a value");
                }
            }
            if (option.equals("--device")) {
                device = value;
            } else if (value != null) {
                settings.add(option + "=" + value);
            } else if (arg.equals("--simulated")) {
                simulated = true;
            } else if (arg.equals("--json")) {
                json = true;
            } else if (arg.equals("--help") || arg.equals("-h")) {
                help = true;
            } else if (known.contains(arg)) {
                flags.add(arg);
            } else if (arg.startsWith("-") && arg.length() > 1) {
                throw new UsageException("there is no option " + arg);
            } else {
                words.add(arg);
            }
        }
        if (!words.isEmpty() && known.stream().allMatch(each -> each.startsWith("--"))) {
            throw new UsageException("it takes no argument such as '" + words.get(0) + "'");
        }
        return new Options(device, simulated, json, help, flags, settings, words);
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The value of the last {@code --name=value}. */
    Optional<String> setting(String name) {
        return settings.stream()
                .filter(setting -> setting.startsWith(name + "="))
                .reduce((first, last) -> last)
                .map(setting -> setting.substring(name.length() + 1));
    }
}
