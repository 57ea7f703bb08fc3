// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

/** One thing to do over and over, for one thread. Each implementation has the loop, so that it is compiled for it. */
@FunctionalInterface
public interface Task {
    /** Does it so many times; returns something that depends on each. */
    long run(int times);
}
