// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * The properties of one kind of flow tables. The numbers mean nothing where {@code supported} is false.
 *
 * <p>Source: {@code mlx5_ifc_flow_table_prop_layout_bits} of Linux 7.3.
 */
public final class FlowTableProperties extends NamedValues {
    private final CapabilityPage page;
    private final String at;

    FlowTableProperties(CapabilityPage page, String at) {
        this.page = page;
        this.at = at;
    }

    /** Whether there are such tables. */
    public boolean supported() {
        return page.has(at + "ft_support");
    }

    /** How many tables there may be. */
    public long maxTables() {
        return page.powerOfTwo(at + "log_max_ft_num");
    }

    /** How many entries a table may have. */
    public long maxTableEntries() {
        return page.powerOfTwo(at + "log_max_ft_size");
    }

    /** How many tables a packet may pass, one after the other. */
    public int maxLevel() {
        return (int) page.number(at + "max_ft_level");
    }

    /** How many flows there may be in all tables together. */
    public long maxFlows() {
        return page.powerOfTwo(at + "log_max_flow");
    }

    /** How many destinations a flow may have. */
    public long maxDestinations() {
        return page.powerOfTwo(at + "log_max_destination");
    }

    /** Whether a flow can count its packets. */
    public boolean counters() {
        return page.has(at + "flow_counter");
    }

    /** How many changes of headers a flow may make; 0 if none. */
    public int maxHeaderActions() {
        return (int) page.number(at + "max_modify_header_actions");
    }

    /** Whether a flow can put packets into a tunnel. */
    public boolean reformat() {
        return page.has(at + "reformat");
    }

    /** Whether a flow can take packets out of a tunnel. */
    public boolean decap() {
        return page.has(at + "decap");
    }

    /** Whether a flow can add a VLAN tag. */
    public boolean pushVlan() {
        return page.has(at + "push_vlan");
    }

    /** Whether a flow can take a VLAN tag away. */
    public boolean popVlan() {
        return page.has(at + "pop_vlan");
    }

    /** Whether software may write the entries itself: {@code sw_owner} or {@code sw_owner_v2}. */
    public boolean softwareOwner() {
        return page.has(at + "sw_owner") || page.has(at + "sw_owner_v2");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("supported", supported());
        to.accept("maxTables", maxTables());
        to.accept("maxTableEntries", maxTableEntries());
        to.accept("maxLevel", maxLevel());
        to.accept("maxFlows", maxFlows());
        to.accept("maxDestinations", maxDestinations());
        to.accept("counters", counters());
        to.accept("maxHeaderActions", maxHeaderActions());
        to.accept("reformat", reformat());
        to.accept("decap", decap());
        to.accept("pushVlan", pushVlan());
        to.accept("popVlan", popVlan());
        to.accept("softwareOwner", softwareOwner());
    }
}
