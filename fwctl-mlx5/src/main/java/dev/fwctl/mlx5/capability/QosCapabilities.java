// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * Rate limits and the scheduling of senders.
 *
 * <p>Source: {@code mlx5_ifc_qos_cap_bits} of Linux 7.3; the unit of rates is that of {@code mlx5-abi.h}, arbiters are
 * {@code TSAR_TYPE_CAP_MASK_*} of {@code mlx5_ifc.h}.
 *
 * @param packetPacing whether the rate of a send queue can be limited
 * @param minRateKbps the least limit, in kbit/s
 * @param maxRateKbps the greatest limit, in kbit/s
 * @param rates how many limits the device's table holds; Linux keeps one of them for unlimited
 * @param burstBound whether a limit can bound bursts, too
 * @param typicalPacketSize whether a limit can be told how long packets usually are
 * @param vportScheduling whether vports of the embedded switch are scheduled in a hierarchy
 * @param vportRateLimit whether a vport's rate can be limited
 * @param vportBandwidthShare whether a vport can have a guaranteed share
 * @param maxBandwidthShare the greatest share, a weight without a unit
 * @param maxDepth how many levels the hierarchy may have
 * @param trafficClassArbiter whether a level can arbitrate between traffic classes
 * @param queueScheduling whether send queues of one function are scheduled in a hierarchy
 */
public record QosCapabilities(
        boolean packetPacing,
        long minRateKbps,
        long maxRateKbps,
        int rates,
        boolean burstBound,
        boolean typicalPacketSize,
        boolean vportScheduling,
        boolean vportRateLimit,
        boolean vportBandwidthShare,
        long maxBandwidthShare,
        long maxDepth,
        boolean trafficClassArbiter,
        boolean queueScheduling) {
    /** The page QOS. */
    public static final CapabilityType<QosCapabilities> TYPE = CapabilityType.of("QOS", QosCapabilities::pick);

    private static final long TRAFFIC_CLASS_ARBITER = 1 << 3;

    private static QosCapabilities pick(CapabilityPage page) {
        return new QosCapabilities(
                page.has("packet_pacing"),
                page.number("packet_pacing_min_rate"),
                page.number("packet_pacing_max_rate"),
                (int) page.number("packet_pacing_rate_table_size"),
                page.has("packet_pacing_burst_bound"),
                page.has("packet_pacing_typical_size"),
                page.has("esw_scheduling"),
                page.has("esw_rate_limit"),
                page.has("esw_bw_share"),
                page.number("max_tsar_bw_share"),
                page.powerOfTwo("log_esw_max_sched_depth"),
                (page.number("esw_tsar_type") & TRAFFIC_CLASS_ARBITER) != 0,
                page.has("nic_sq_scheduling"));
    }
}
