// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

/**
 * The part of a Feature's data that a Set Feature carries: bits 2 to 0 of its flags.
 *
 * <p>The kernel cuts the data to the size of the mailbox itself, and so replaces these bits by its own whatever a caller
 * gives. Source: {@code enum cxl_set_feat_flag_data_transfer} of {@code include/uapi/cxl/features.h}, and
 * {@code cxl_set_feature} of {@code drivers/cxl/core/features.c}.
 */
public enum DataTransfer {
    /** All of it. Number 0. */
    FULL,
    /** The first part. Number 1. */
    INITIATE,
    /** A further part. Number 2. */
    CONTINUE,
    /** The last part. Number 3. */
    FINISH,
    /** None: forget the parts that came before. Number 4. */
    ABORT;

    /**
     * The number on the wire.
     *
     * @return 0 to 4
     */
    public int value() {
        return ordinal();
    }
}
