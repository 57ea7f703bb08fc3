// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

/** {@code struct file_operations} of one open file. */
interface FileOperations {
    /** Returns what the driver answers, or a negated errno. */
    int ioctl(int command, long argument);

    /** The last reference is gone. Called once; no ioctl is under way. */
    void release();
}
