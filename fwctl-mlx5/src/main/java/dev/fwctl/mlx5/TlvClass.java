// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

/**
 * What a TLV of the NV configuration belongs to: the {@code type_class} in the high byte of a TLV type.
 *
 * <p>Source: the layouts {@code configuration_item_type_class_*} of the public register database.
 */
public enum TlvClass {
    /** The device as a whole. */
    GLOBAL(0, ""),
    /** One physical port; ports count from 1. */
    PHYSICAL_PORT(1, "_P"),
    /** One physical function of one host. */
    PER_HOST_PF(3, ""),
    /** The log. */
    LOG(5, ""),
    /** A file, such as a key or a token. */
    FILE(6, ""),
    /** One host. */
    HOST(7, ""),
    /** A switch. */
    SWITCH(8, ""),
    /** One module (cage); modules count from 0. */
    MODULE(9, "_M"),
    /** One of several instances. */
    MULTI_INSTANCE(0xa, "");

    private final int value;
    private final String suffix;

    TlvClass(int value, String suffix) {
        this.value = value;
        this.suffix = suffix;
    }

    /** The number in the TLV type. */
    public int value() {
        return value;
    }

    /**
     * What the public tools put between a parameter's name and the number of the port or module, such as the {@code _P}
     * of {@code LINK_TYPE_P1}; empty if the name stands alone.
     */
    public String suffix() {
        return suffix;
    }

    static TlvClass of(int value) {
        for (TlvClass one : values()) {
            if (one.value == value) {
                return one;
            }
        }
        throw new IllegalArgumentException(value + " is no class of TLVs");
    }
}
