// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

/**
 * The point that a finished RPC's line must reach before its caller goes on. Each setting adds its cost to every RPC.
 */
public enum Durability {
    /**
     * Nothing: a thread of the log's own writes, within some ten milliseconds on a machine that is not too busy. A process that
     * is killed loses what it had not written yet.
     */
    BUFFERED,
    /** The line has been handed to the kernel: it survives the process, not a power failure. */
    WRITTEN,
    /** The line is on the disk ({@code fsync}), together with those that other threads wrote meanwhile. */
    SYNCED
}
