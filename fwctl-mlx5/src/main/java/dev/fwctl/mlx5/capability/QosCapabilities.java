// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * Rate limits and the scheduling of senders.
 *
 * <p>Source: {@code mlx5_ifc_qos_cap_bits} of Linux 7.3; the unit of rates is that of {@code mlx5-abi.h}, arbiters are
 * {@code TSAR_TYPE_CAP_MASK_*} of {@code mlx5_ifc.h}.
 */
public final class QosCapabilities extends NamedValues {
    /** The page QOS. */
    public static final CapabilityType<QosCapabilities> TYPE = CapabilityType.of("QOS", QosCapabilities::new);

    private static final long TRAFFIC_CLASS_ARBITER = 1 << 3;

    private final CapabilityPage page;

    private QosCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** Whether the rate of a send queue can be limited. */
    public boolean packetPacing() {
        return page.has("packet_pacing");
    }

    /** The least limit, in kbit/s. */
    public long minRateKbps() {
        return page.number("packet_pacing_min_rate");
    }

    /** The greatest limit, in kbit/s. */
    public long maxRateKbps() {
        return page.number("packet_pacing_max_rate");
    }

    /** How many limits the device's table holds; Linux keeps one of them for unlimited. */
    public int rates() {
        return (int) page.number("packet_pacing_rate_table_size");
    }

    /** Whether a limit can bound bursts, too. */
    public boolean burstBound() {
        return page.has("packet_pacing_burst_bound");
    }

    /** Whether a limit can be told how long packets usually are. */
    public boolean typicalPacketSize() {
        return page.has("packet_pacing_typical_size");
    }

    /** Whether vports of the embedded switch are scheduled in a hierarchy. */
    public boolean vportScheduling() {
        return page.has("esw_scheduling");
    }

    /** Whether a vport's rate can be limited. */
    public boolean vportRateLimit() {
        return page.has("esw_rate_limit");
    }

    /** Whether a vport can have a guaranteed share. */
    public boolean vportBandwidthShare() {
        return page.has("esw_bw_share");
    }

    /** The greatest share, a weight without a unit. */
    public long maxBandwidthShare() {
        return page.number("max_tsar_bw_share");
    }

    /** How many levels the hierarchy may have. */
    public long maxDepth() {
        return page.powerOfTwo("log_esw_max_sched_depth");
    }

    /** Whether a level can arbitrate between traffic classes. */
    public boolean trafficClassArbiter() {
        return (page.number("esw_tsar_type") & TRAFFIC_CLASS_ARBITER) != 0;
    }

    /** Whether send queues of one function are scheduled in a hierarchy. */
    public boolean queueScheduling() {
        return page.has("nic_sq_scheduling");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("packetPacing", packetPacing());
        to.accept("minRateKbps", minRateKbps());
        to.accept("maxRateKbps", maxRateKbps());
        to.accept("rates", rates());
        to.accept("burstBound", burstBound());
        to.accept("typicalPacketSize", typicalPacketSize());
        to.accept("vportScheduling", vportScheduling());
        to.accept("vportRateLimit", vportRateLimit());
        to.accept("vportBandwidthShare", vportBandwidthShare());
        to.accept("maxBandwidthShare", maxBandwidthShare());
        to.accept("maxDepth", maxDepth());
        to.accept("trafficClassArbiter", trafficClassArbiter());
        to.accept("queueScheduling", queueScheduling());
    }
}
