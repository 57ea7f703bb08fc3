// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

/**
 * The kind of owner that a TLV of the NV configuration belongs to: the {@code type_class} in the high byte of a TLV
 * type.
 *
 * <pre>
 *   TLV type 31     24 23        18 17         10 9              0
 *           +---------+------------+-------------+----------------+
 *           |  class  | 0: parameter_index, 24 bits               |
 *           |         | 1: port, 8 bits; parameter_index, 16 bits |
 *           |         | 3: host_id |  pf_index   | parameter_index|
 *           |         | 7: host_id | parameter_index, 18 bits     |
 *           |         | 9: module, 10 bits; parameter_index, 14   |
 *           +---------+-------------------------------------------+
 * </pre>
 *
 * <p>Source: the layouts {@code configuration_item_type_class_*} of the public register database.
 */
public enum TlvClass {
    /** The device as a whole. */
    GLOBAL(0, "", 24),
    /** One physical port; ports count from 1. */
    PHYSICAL_PORT(1, "_P", 16),
    /** One physical function of one host. */
    PER_HOST_PF(3, "", 10),
    /** The log. */
    LOG(5, "", 24),
    /** A file, such as a key or a token. */
    FILE(6, "", 24),
    /** One host. */
    HOST(7, "", 18),
    /** A switch. */
    SWITCH(8, "", 24),
    /** One module (cage); modules count from 0. */
    MODULE(9, "_M", 14),
    /** One of several instances. */
    MULTI_INSTANCE(0xa, "", 24);

    private final int value;
    private final String suffix;
    private final int indexBits;

    TlvClass(int value, String suffix, int indexBits) {
        this.value = value;
        this.suffix = suffix;
        this.indexBits = indexBits;
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

    /** The greatest number that a port, module, host or function can have in a TLV type. */
    public int lastInstance() {
        return (1 << 24 - indexBits) - 1;
    }

    /**
     * The TLV type: what the registers of the NV configuration call a TLV of this class.
     *
     * @param index the {@code parameter_index}
     * @param instance which one: the port, the module, {@code host_id << 8 | pf_index}, the host; else 0
     * @throws IllegalArgumentException if one has more bits than the type has for it
     */
    public int type(int index, int instance) {
        if (index >>> indexBits != 0 || (long) instance >>> 24 - indexBits != 0) {
            throw new IllegalArgumentException("a TLV type of class " + this + " has " + indexBits
                    + " bits for the index and " + (24 - indexBits) + " for which one it is; " + index + " and "
                    + instance + " do not fit");
        }
        return value << 24 | instance << indexBits | index;
    }

    /**
     * Whether a TLV type is that of a TLV of this class, whichever port, module, host or function it is for.
     *
     * @param type the TLV type
     * @param index the TLV's {@code parameter_index}
     */
    public boolean is(int type, int index) {
        return type >>> 24 == value && (type & (1 << indexBits) - 1) == index;
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
