// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

/**
 * A rival, and what it runs on.
 *
 * @param path the rival's name
 * @param jdk what runs it; of no matter for C
 * @param label its name in the results
 */
record Contender(String path, Jdk jdk, String label) {
    /** Whether {@code rival.c} runs it. */
    boolean isC() {
        return path.equals("c") || path.equals("c-threaded") || isFloor();
    }

    /** Whether it is C on this machine's cheapest ioctl, to be told from C on the device. */
    boolean isFloor() {
        return path.equals("c-floor");
    }

    /** Whether it needs {@code java.lang.foreign}, and that is not there. */
    boolean isImpossible() {
        return path.equals("ffm") && !jdk.hasForeign() || path.endsWith("-ffm") && !jdk.hasFfm();
    }
}
