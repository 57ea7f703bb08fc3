// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

/** One thing to do again and again, for one thread. */
@FunctionalInterface
public interface Operation {
    /** What {@link #run} returns where all went well. */
    String DONE = "";

    /**
     * Does it once.
     *
     * @return {@link #DONE}, or in a word or two why it failed, the same words for the same reason: {@code EBUSY},
     *     {@code status 3}. What failed is counted by these words, and no latency is recorded of it
     */
    String run();
}
