// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** Told how far a long piece of work has come. Called by the thread that does it, so it should be quick. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (device, activity, done, total) -> {};

    /**
     * A step was done.
     *
     * @param device the device's stable key
     * @param activity what is being done, for example {@code reading}
     * @param done steps done
     * @param total steps in all
     */
    void at(String device, String activity, int done, int total);
}
