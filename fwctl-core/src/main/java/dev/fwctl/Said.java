// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import org.jspecify.annotations.Nullable;

/** A check of what a command says of itself: a null there is its author's mistake, who reads its name and the usual cause. */
final class Said {
    private Said() {}

    /**
     * Checks an answer of a command's.
     *
     * @param command the command
     * @param method what was asked, for example {@code effects(request)}
     * @param answer what it said
     * @param <T> the answer's type
     * @throws NullPointerException that names the command
     */
    static <T> T by(Command<?, ?> command, String method, @Nullable T answer) {
        if (answer == null) {
            throw new NullPointerException(
                    command.name() + ": " + method + " is null. If a constant should be there, it stands"
                            + " below the constant that is the command, and was not there yet when that was made");
        }
        return answer;
    }
}
