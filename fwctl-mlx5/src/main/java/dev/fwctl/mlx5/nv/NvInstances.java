// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The instances of a TLV that a device has: one, or one for each port or module that it says it has. */
final class NvInstances {
    private NvInstances() {}

    /** Those that the device has, and those of which it refuses to say. */
    static List<NvItem> of(NvSession session, NvPorts ports, Tlv tlv, NvOwner owner) {
        Predicate<NvItem> isThere = item -> isThere(session, item);
        return switch (tlv.tlvClass()) {
            case PHYSICAL_PORT -> counted(ports, items(ports.ports(), tlv, owner), isThere);
            case MODULE -> counted(ports, items(ports.modules(), tlv, owner), isThere);
            default -> items(List.of(0), tlv, owner).filter(isThere).toList();
        };
    }

    private static Stream<NvItem> items(List<Integer> numbers, Tlv tlv, NvOwner owner) {
        return numbers.stream().map(number -> NvItem.of(tlv, number, owner));
    }

    /** Where the device does not tell how many ports and modules it has, the first that is not there ends them. */
    private static List<NvItem> counted(NvPorts ports, Stream<NvItem> items, Predicate<NvItem> isThere) {
        return ports.told()
                ? items.filter(isThere).toList()
                : items.takeWhile(isThere).toList();
    }

    private static boolean isThere(NvSession session, NvItem item) {
        try {
            return session.support(item).readable();
        } catch (Mlx5Exception e) {
            return true; // reading it will say why it cannot be told
        }
    }
}
