// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

/**
 * A version of four numbers.
 *
 * @param major 16 bits
 * @param minor 16 bits
 * @param build 16 bits
 * @param patch 16 bits
 */
public record HwrmVersion(int major, int minor, int build, int patch) {
    /** For example {@code 231.1.162.1}. */
    @Override
    public String toString() {
        return major + "." + minor + "." + build + "." + patch;
    }
}
