// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * The properties of one kind of flow tables. The numbers mean nothing where {@code supported} is false.
 *
 * <p>Source: {@code mlx5_ifc_flow_table_prop_layout_bits} of Linux 7.3.
 *
 * @param supported whether there are such tables
 * @param maxTables how many tables there may be
 * @param maxTableEntries how many entries a table may have
 * @param maxLevel how many tables a packet may pass, one after the other
 * @param maxFlows how many flows there may be in all tables together
 * @param maxDestinations how many destinations a flow may have
 * @param counters whether a flow can count its packets
 * @param maxHeaderActions how many changes of headers a flow may make; 0 if none
 * @param reformat whether a flow can put packets into a tunnel
 * @param decap whether a flow can take packets out of a tunnel
 * @param pushVlan whether a flow can add a VLAN tag
 * @param popVlan whether a flow can take a VLAN tag away
 * @param softwareOwner whether software may write the entries itself: {@code sw_owner} or {@code sw_owner_v2}
 */
public record FlowTableProperties(
        boolean supported,
        long maxTables,
        long maxTableEntries,
        int maxLevel,
        long maxFlows,
        long maxDestinations,
        boolean counters,
        int maxHeaderActions,
        boolean reformat,
        boolean decap,
        boolean pushVlan,
        boolean popVlan,
        boolean softwareOwner) {
    static FlowTableProperties pick(CapabilityPage page, String table) {
        String at = "flow_table_properties_" + table + ".";
        return new FlowTableProperties(
                page.has(at + "ft_support"),
                page.powerOfTwo(at + "log_max_ft_num"),
                page.powerOfTwo(at + "log_max_ft_size"),
                (int) page.number(at + "max_ft_level"),
                page.powerOfTwo(at + "log_max_flow"),
                page.powerOfTwo(at + "log_max_destination"),
                page.has(at + "flow_counter"),
                (int) page.number(at + "max_modify_header_actions"),
                page.has(at + "reformat"),
                page.has(at + "decap"),
                page.has(at + "push_vlan"),
                page.has(at + "pop_vlan"),
                page.has(at + "sw_owner") || page.has(at + "sw_owner_v2"));
    }
}
