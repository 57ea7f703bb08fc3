// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.catalog.TlvClass;
import java.util.Locale;
import java.util.Optional;

/**
 * A TLV of one port, module or function: what MNVDA reads and writes as a whole.
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

    /** Whether each function has one of its own. */
    boolean isOfFunction() {
        return tlv.tlvClass() == TlvClass.PER_HOST_PF;
    }

    /**
     * The TLV of a type.
     *
     * @param type the TLV type
     * @param whose whose, where each function or host has its own
     * @return empty if the catalog has none
     */
    static Optional<NvItem> ofType(int type, NvOwner whose) {
        for (Tlv tlv : ParameterCatalog.host().tlvs()) {
            if (tlv.tlvClass().is(type, tlv.index())) {
                boolean owned = tlv.tlvClass() == TlvClass.PER_HOST_PF || tlv.tlvClass() == TlvClass.HOST;
                for (int instance = 0; instance <= (owned ? 0 : tlv.tlvClass().lastInstance()); instance++) {
                    NvItem item = of(tlv, instance, whose);
                    if (item.type() == type) {
                        return Optional.of(item);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What names it on its card. */
    String unit() {
        return String.format(Locale.ROOT, "nv/0x%08x", type());
    }

    /** The TLV type. */
    int type() {
        int which = switch (tlv.tlvClass()) {
            case PER_HOST_PF -> owner.host() << 8 | owner.function();
            case HOST -> owner.host();
            default -> instance;
        };
        return tlv.tlvClass().type(tlv.index(), which);
    }

    /** The type, which is nearly all of it: the hash of a TLV would be one of everything that the catalog says of it. */
    @Override
    public int hashCode() {
        return type();
    }

    /** For example {@code TLV nv_link_phy_conf of port 2 (type 0x01020201)}. */
    @Override
    public String toString() {
        String of = switch (tlv.tlvClass()) {
            case PHYSICAL_PORT -> " of port " + instance;
            case MODULE -> " of module " + instance;
            case PER_HOST_PF, HOST -> owner.isOwn() ? "" : " of " + owner;
            default -> "";
        };
        return "TLV " + tlv.name() + of + String.format(Locale.ROOT, " (type 0x%08x)", type());
    }
}
