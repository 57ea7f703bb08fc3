// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

/**
 * The choice of a Feature's value that Get Feature reads.
 *
 * <p>Source: {@code enum cxl_get_feat_selection} of {@code include/uapi/cxl/features.h}.
 */
public enum Selection {
    /** The value in effect. Number 0. */
    CURRENT,
    /** The value that the device was delivered with. Number 1; not every Feature has it. */
    DEFAULT,
    /** The value that the device will take up after a reset. Number 2; not every Feature has it. */
    SAVED;

    /**
     * The number on the wire.
     *
     * @return 0 to 2
     */
    public int value() {
        return ordinal();
    }
}
