// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.ArrayList;
import java.util.List;

/** The instances of a TLV that a device has: one, or one for each port or module that it says it has. */
final class NvInstances {
    private NvInstances() {}

    /** Those that the device has, and those of which it refuses to say. */
    static List<NvItem> of(NvSession session, NvPorts ports, Tlv tlv, NvOwner owner) {
        return switch (tlv.tlvClass()) {
            case PHYSICAL_PORT -> counted(session, ports.ports(), ports.told(), tlv, owner);
            case MODULE -> counted(session, ports.modules(), ports.told(), tlv, owner);
            default -> counted(session, List.of(0), true, tlv, owner);
        };
    }

    private static List<NvItem> counted(NvSession session, List<Integer> numbers, boolean all, Tlv tlv, NvOwner owner) {
        List<NvItem> items = new ArrayList<>();
        for (int number : numbers) {
            NvItem item = NvItem.of(tlv, number, owner);
            if (isThere(session, item)) {
                items.add(item);
            } else if (!all) {
                break;
            }
        }
        return items;
    }

    private static boolean isThere(NvSession session, NvItem item) {
        try {
            return session.support(item).readable();
        } catch (Mlx5Exception e) {
            return true; // reading it will say why it cannot be told
        }
    }
}
