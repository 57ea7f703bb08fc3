// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * Flow tables of the function's own traffic.
 *
 * <p>Source: {@code mlx5_ifc_flow_table_nic_cap_bits} of Linux 7.3.
 */
public final class NicFlowTables extends NamedValues {
    /** The page FLOW_TABLE. */
    public static final CapabilityType<NicFlowTables> TYPE = CapabilityType.of("FLOW_TABLE", NicFlowTables::new);

    private final CapabilityPage page;

    private NicFlowTables(CapabilityPage page) {
        this.page = page;
    }

    /** Tables of received packets. */
    public FlowTableProperties receive() {
        return new FlowTableProperties(page, "flow_table_properties_nic_receive.");
    }

    /** Tables of sent packets. */
    public FlowTableProperties transmit() {
        return new FlowTableProperties(page, "flow_table_properties_nic_transmit.");
    }

    /** Tables of received RDMA traffic. */
    public FlowTableProperties receiveRdma() {
        return new FlowTableProperties(page, "flow_table_properties_nic_receive_rdma.");
    }

    /** Tables of sent RDMA traffic. */
    public FlowTableProperties transmitRdma() {
        return new FlowTableProperties(page, "flow_table_properties_nic_transmit_rdma.");
    }

    /** How many tunnel headers may be kept for flows to use. */
    public long maxReformats() {
        return page.powerOfTwo("log_max_packet_reformat_context");
    }

    /** How long a tunnel header may be. */
    public int maxTunnelHeaderBytes() {
        return (int) page.number("max_encap_header_size");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("receive", receive());
        to.accept("transmit", transmit());
        to.accept("receiveRdma", receiveRdma());
        to.accept("transmitRdma", transmitRdma());
        to.accept("maxReformats", maxReformats());
        to.accept("maxTunnelHeaderBytes", maxTunnelHeaderBytes());
    }
}
