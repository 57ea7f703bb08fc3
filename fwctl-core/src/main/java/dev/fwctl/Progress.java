// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * Told how far a long piece of work has come, whatever the work: reading settings, applying a plan, copying a log, dumping
 * a resource. Called by the thread that does the work, which waits for it; where several devices are worked on side by
 * side, by several threads at once.
 *
 * <p>Work that only reads ends with what a listener throws. A change that has begun does not end half-way for that: it goes
 * on, and what was thrown is logged.
 */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (device, activity, done, total) -> {};

    /** The total while nobody can tell how much there is. */
    long UNKNOWN = -1;

    /**
     * A step was done.
     *
     * @param device the device's stable key
     * @param activity what is being done, and what is counted if that is not steps: {@code reading settings},
     *     {@code copying Vendor Debug Log, bytes}
     * @param done how much is done
     * @param total how much there is in all, as far as is known: a device may turn out to have less; {@link #UNKNOWN} if
     *     nobody can tell
     */
    void at(String device, String activity, long done, long total);
}
