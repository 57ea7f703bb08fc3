// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.layout.Layout;
import java.util.List;

/**
 * A unit of the NV configuration, which firmware stores, reads and writes as a whole.
 *
 * @param name as the public database spells it
 * @param tlvClass what it belongs to
 * @param index its number in its class: the {@code parameter_index} of the TLV type
 * @param layout of its data: a field for each parameter, by {@link Parameter#field}
 * @param target who reads it: {@code NIC} for the device's firmware, {@code EXP_ROM} for the expansion ROM
 * @param version of the TLV that the database describes
 * @param readOnly whether it only reports what the device is capable of
 * @param twin the read-only TLV that says which of these parameters the device offers; empty if there is none
 * @param parameters all of them, in the order of their places; unmodifiable
 */
public record Tlv(
        String name,
        TlvClass tlvClass,
        int index,
        Layout layout,
        String target,
        int version,
        boolean readOnly,
        String twin,
        List<Parameter> parameters) {

    /** Takes an unmodifiable copy of the list. */
    public Tlv {
        parameters = List.copyOf(parameters);
    }

    /** Of the data, in bytes. */
    public int size() {
        return layout.size();
    }
}
