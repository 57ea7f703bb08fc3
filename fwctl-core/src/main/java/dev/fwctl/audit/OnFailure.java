// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

/** The fate of RPCs while the log cannot be written, for example because the disk is full. */
public enum OnFailure {
    /**
     * They are refused with a {@link dev.fwctl.ObserverRefusedException} before they are sent. What was under way is kept
     * in memory and written when the log can be written again; RPCs are then let through again.
     */
    REFUSE,
    /** They go on. What does not fit into the queue is lost, counted, and the count written when that is possible again. */
    CONTINUE
}
