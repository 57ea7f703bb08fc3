// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

/**
 * The cost of one rival.
 *
 * @param path the rival's name
 * @param ns nanoseconds per operation, the median of the rounds, and of processes where there were several
 * @param ratio to the group's first rival
 * @param bytes garbage per operation
 */
public record Row(String path, double ns, double ratio, double bytes) {}
