// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import java.util.Locale;

/**
 * A TLV of one port, module or function: what MNVDA reads and writes as a whole.
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
 * <p>Source: {@code configuration_item_type_class_*} of NVIDIA's public register tables.
 *
 * @param tlv which TLV
 * @param instance the number of the port (from 1) or module (from 0); 0 for TLVs of neither
 * @param owner whose configuration, for TLVs of a host or function
 */
record NvItem(Tlv tlv, int instance, NvOwner owner) {

    static NvItem of(Tlv tlv, int instance, NvOwner owner) {
        boolean counted = tlv.tlvClass() == TlvClass.PHYSICAL_PORT || tlv.tlvClass() == TlvClass.MODULE;
        boolean owned = tlv.tlvClass() == TlvClass.PER_HOST_PF || tlv.tlvClass() == TlvClass.HOST;
        return new NvItem(tlv, counted ? instance : 0, owned ? owner : NvOwner.OWN);
    }

    /** The TLV type. */
    int type() {
        int type = tlv.tlvClass().value() << 24 | tlv.index();
        return switch (tlv.tlvClass()) {
            case PHYSICAL_PORT -> type | instance << 16;
            case PER_HOST_PF -> type | owner.host() << 18 | owner.function() << 10;
            case HOST -> type | owner.host() << 18;
            case MODULE -> type | instance << 14;
            default -> type;
        };
    }

    /** For example {@code TLV nv_link_phy_conf of port 2 (type 0x01020201)}. */
    @Override
    public String toString() {
        String of = switch (tlv.tlvClass()) {
            case PHYSICAL_PORT -> " of port " + instance;
            case MODULE -> " of module " + instance;
            case PER_HOST_PF, HOST -> owner.own() ? "" : " of " + owner;
            default -> "";
        };
        return "TLV " + tlv.name() + of + String.format(Locale.ROOT, " (type 0x%08x)", type());
    }
}
