// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import java.util.function.Supplier;

/**
 * A way to do something, as tasks for threads.
 *
 * @param shared supplies a task for one more thread on the one open file that all such tasks share
 * @param own supplies a task with an open file of its own
 */
public record Rival(Supplier<Task> shared, Supplier<Task> own) {
    /** One that has no file. */
    public static Rival of(Supplier<Task> task) {
        return new Rival(task, task);
    }
}
