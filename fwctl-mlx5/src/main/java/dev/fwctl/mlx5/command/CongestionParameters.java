// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.LayoutBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;

/**
 * The parameters of one congestion-control protocol, by the names that the kernel's header gives them.
 *
 * <p>Source: {@code mlx5_ifc_cong_control_802_1qau_rp_bits}, {@code mlx5_ifc_cong_control_r_roce_ecn_rp_bits} and
 * {@code mlx5_ifc_cong_control_r_roce_ecn_np_bits} of Linux 7.3.
 */
public final class CongestionParameters {
    private static final int BYTES = 0x800 / 8;

    private final Congestion.Protocol protocol;
    private final Map<String, Object> values;

    CongestionParameters(Congestion.Protocol protocol, Map<String, Object> values) {
        this.protocol = protocol;
        this.values = values;
    }

    /** The protocol. */
    public Congestion.Protocol protocol() {
        return protocol;
    }

    /** Value by name, in the header's order: a {@code Long}, or a {@code Boolean} for a flag. */
    public Map<String, Object> values() {
        return values;
    }

    /** What both reaction points have, from the dword at 0x14 on. */
    private static LayoutBuilder rates(LayoutBuilder layout) {
        return layout.number("rpg_time_reset", BitField.be(0x14, 0, 32))
                .number("rpg_byte_reset", BitField.be(0x18, 0, 32))
                .number("rpg_threshold", BitField.be(0x1c, 0, 32))
                .number("rpg_max_rate", BitField.be(0x20, 0, 32))
                .number("rpg_ai_rate", BitField.be(0x24, 0, 32))
                .number("rpg_hai_rate", BitField.be(0x28, 0, 32))
                .number("rpg_gd", BitField.be(0x2c, 0, 32))
                .number("rpg_min_dec_fac", BitField.be(0x30, 0, 32))
                .number("rpg_min_rate", BitField.be(0x34, 0, 32));
    }

    private static final Layout QCN_RP = rates(Layout.builder("cong_control_802_1qau_rp", BYTES, ByteOrder.BIG_ENDIAN)
                    .number("rppp_max_rps", BitField.be(0x10, 0, 32)))
            .build();

    private static final Layout ROCE_ECN_RP = rates(
                    Layout.builder("cong_control_r_roce_ecn_rp", BYTES, ByteOrder.BIG_ENDIAN)
                            .bool("clamp_tgt_rate", BitField.be(0xc, 27, 1))
                            .bool("clamp_tgt_rate_after_time_inc", BitField.be(0xc, 23, 1)))
            .number("rate_to_set_on_first_cnp", BitField.be(0x54, 0, 32))
            .number("dce_tcp_g", BitField.be(0x58, 0, 32))
            .number("dce_tcp_rtt", BitField.be(0x5c, 0, 32))
            .number("rate_reduce_monitor_period", BitField.be(0x60, 0, 32))
            .number("initial_alpha_value", BitField.be(0x68, 0, 32))
            .build();

    private static final Layout ROCE_ECN_NP = Layout.builder("cong_control_r_roce_ecn_np", BYTES, ByteOrder.BIG_ENDIAN)
            .number("min_time_between_cnps", BitField.be(0x14, 0, 32))
            .number("cnp_dscp", BitField.be(0x18, 8, 6))
            .bool("cnp_prio_mode", BitField.be(0x18, 3, 1))
            .number("cnp_802p_prio", BitField.be(0x18, 0, 3))
            .build();

    static CongestionParameters read(Congestion.Protocol protocol, ByteBuffer bytes, int offset) {
        Layout layout = switch (protocol) {
            case QCN_RP -> QCN_RP;
            case ROCE_ECN_RP -> ROCE_ECN_RP;
            case ROCE_ECN_NP -> ROCE_ECN_NP;
        };
        return new CongestionParameters(protocol, Collections.unmodifiableMap(layout.read(bytes, offset)));
    }

    /** The protocol, and its values by name. */
    @Override
    public String toString() {
        return protocol + " " + values;
    }
}
