// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Tlv;
import java.util.ArrayList;
import java.util.List;

/** The instances of a TLV that a device has: one, or one for each port or module, counted until there is no more. */
final class NvInstances {
    /** More than any device has; a firmware that knows no end is stopped here. */
    private static final int MOST_PORTS = 32;

    private static final int MOST_MODULES = 64;

    private NvInstances() {}

    static List<NvItem> of(NvSession session, Tlv tlv, NvOwner owner) {
        return switch (tlv.tlvClass()) {
            case PHYSICAL_PORT -> counted(session, tlv, owner, 1, MOST_PORTS);
            case MODULE -> counted(session, tlv, owner, 0, MOST_MODULES - 1);
            default -> {
                NvItem item = NvItem.of(tlv, 0, owner);
                yield session.support(item).readable() ? List.of(item) : List.of();
            }
        };
    }

    private static List<NvItem> counted(NvSession session, Tlv tlv, NvOwner owner, int first, int last) {
        List<NvItem> items = new ArrayList<>();
        for (int instance = first; instance <= last; instance++) {
            NvItem item = NvItem.of(tlv, instance, owner);
            if (!session.support(item).readable()) {
                break;
            }
            items.add(item);
        }
        return items;
    }
}
