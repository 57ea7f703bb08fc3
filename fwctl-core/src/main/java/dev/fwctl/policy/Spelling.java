// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.internal.Glob;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The spelling of names of one kind: what is not spelt so can match none of them. */
enum Spelling {
    COMMAND("command", "[a-z0-9.*?-]+"),
    MODULE("vendor module", "[a-z0-9_-]+"),
    DRIVER("driver", "[A-Za-z0-9._+-]+"),
    DEVICE("device", "[!-~]+"),
    SUBJECT("subject of a command", "[!-~]+");

    private final String what;
    private final Pattern form;

    Spelling(String what, String form) {
        this.what = what;
        this.form = Pattern.compile(form);
    }

    /**
     * The names of a condition.
     *
     * @throws IllegalArgumentException if there is none, or one is not spelt so
     */
    List<String> names(String... names) {
        if (names.length == 0 || Stream.of(names).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("names are missing; leave the condition out to match everything");
        }
        for (String name : names) {
            if (!form.matcher(name).matches()) {
                throw new IllegalArgumentException("no " + what + " is called '" + name + "': its name has none but "
                        + form.pattern().replaceAll("\\+$", "")
                        + ((this == MODULE || this == DRIVER) && name.indexOf('*') >= 0
                                ? "; here, * is no wildcard"
                                : ""));
            }
        }
        return List.of(names);
    }

    /** As {@link #names}, for names with wildcards. */
    List<Glob> patterns(String... patterns) {
        return names(patterns).stream().map(Glob::new).toList();
    }
}
