// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import dev.fwctl.internal.Elements;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Settings could not be read or changed as asked. Nothing was changed. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * An exception.
     *
     * @param action what could not be done, for example {@code cannot apply the plan}
     * @param problems all that stands against it; not empty
     */
    public SettingsException(String action, List<Problem> problems) {
        super(message(action, problems));
        this.problems = List.copyOf(problems);
    }

    private static String message(String action, List<Problem> problems) {
        Objects.requireNonNull(action, "action");
        Elements.require(problems, "problems");
        return problems.stream().map(Problem::toString).collect(Collectors.joining("; ", action + ": ", ""));
    }

    /** All that stood against it; unmodifiable, not empty. */
    public List<Problem> problems() {
        return problems;
    }
}
