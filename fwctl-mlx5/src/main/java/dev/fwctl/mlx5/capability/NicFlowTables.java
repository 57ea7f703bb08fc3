// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * Flow tables of the function's own traffic.
 *
 * <p>Source: {@code mlx5_ifc_flow_table_nic_cap_bits} of Linux 7.3.
 *
 * @param receive tables of received packets
 * @param transmit tables of sent packets
 * @param receiveRdma tables of received RDMA traffic
 * @param transmitRdma tables of sent RDMA traffic
 * @param maxReformats how many tunnel headers may be kept for flows to use
 * @param maxTunnelHeaderBytes how long a tunnel header may be
 */
public record NicFlowTables(
        FlowTableProperties receive,
        FlowTableProperties transmit,
        FlowTableProperties receiveRdma,
        FlowTableProperties transmitRdma,
        long maxReformats,
        int maxTunnelHeaderBytes) {
    /** The page FLOW_TABLE. */
    public static final CapabilityType<NicFlowTables> TYPE = CapabilityType.of("FLOW_TABLE", NicFlowTables::pick);

    private static NicFlowTables pick(CapabilityPage page) {
        return new NicFlowTables(
                FlowTableProperties.pick(page, "nic_receive"),
                FlowTableProperties.pick(page, "nic_transmit"),
                FlowTableProperties.pick(page, "nic_receive_rdma"),
                FlowTableProperties.pick(page, "nic_transmit_rdma"),
                page.powerOfTwo("log_max_packet_reformat_context"),
                (int) page.number("max_encap_header_size"));
    }
}
