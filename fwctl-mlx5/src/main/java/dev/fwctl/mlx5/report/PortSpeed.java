// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The speeds of a port: the present one, and those that it could have: the register PTYS (0x5004).
 *
 * <pre>
 *        byte bits                                   byte bits
 *    0x00 23..16 local_port, 2..0 proto_mask     0x20 ext_eth_proto_oper
 *         30 an_disable_admin, 29 _cap           0x24 eth_proto_oper
 *    0x04 31..28 an_status, 15..0 data_rate_oper 0x28 31..16 ib_link_width_oper, 15..0 ib_proto_oper
 *    0x08 ext_eth_proto_capability               0x2c 23..4 lane_rate_oper, 3..0 connector_type
 *    0x0c eth_proto_capability
 *    0x10 31..16 ib_link_width_capability, 15..0 ib_proto_capability
 *    0x14, 0x18, 0x1c the same, admin
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_ptys_reg_bits} of Linux 7.3. The bits of the masks are link modes, as the kernel's
 * {@code MLX5E_*} and the register tables number them.
 *
 * @param port the port
 * @param protocol the protocol that was asked about
 * @param capability mask of the modes that the port can do: the extended Ethernet modes, or the InfiniBand ones
 * @param admin mask of the modes that it may use
 * @param operational mask of the mode in use; 0 if the link is down
 * @param dataRateMbps the rate in use, in Mb/s; 0 if the firmware does not say
 * @param laneRateMbps the rate of a lane, what error correction adds included, in Mb/s; 0 if the firmware does not say
 * @param autoNegotiation the raw {@code an_status}: 1 completed, 2 failed, 3 not performed and link up, 4 not performed
 *     and link down
 * @param autoNegotiationDisabled whether it is switched off
 * @param connector the raw {@code connector_type}: 6 fibre, 7 direct attach copper
 */
public record PortSpeed(
        int port,
        Protocol protocol,
        long capability,
        long admin,
        long operational,
        long dataRateMbps,
        long laneRateMbps,
        int autoNegotiation,
        boolean autoNegotiationDisabled,
        int connector) {
    private static final BitField LOCAL_PORT = BitField.be(0x0, 16, 8);
    private static final BitField PROTO_MASK = BitField.be(0x0, 0, 3);
    private static final BitField AN_DISABLE_ADMIN = BitField.be(0x0, 30, 1);
    private static final BitField AN_STATUS = BitField.be(0x4, 28, 4);
    private static final BitField DATA_RATE = BitField.be(0x4, 0, 16);
    private static final BitField ETHERNET_CAPABILITY = BitField.be(0x8, 0, 32);
    private static final BitField INFINIBAND_CAPABILITY = BitField.be(0x10, 0, 16);
    private static final BitField ETHERNET_ADMIN = BitField.be(0x14, 0, 32);
    private static final BitField INFINIBAND_ADMIN = BitField.be(0x1c, 0, 16);
    private static final BitField ETHERNET_OPERATIONAL = BitField.be(0x20, 0, 32);
    private static final BitField INFINIBAND_OPERATIONAL = BitField.be(0x28, 0, 16);
    private static final BitField LANE_RATE = BitField.be(0x2c, 4, 20);
    private static final BitField CONNECTOR = BitField.be(0x2c, 0, 4);
    private static final int DATA_RATE_UNIT_MBPS = 100;
    private static final int LANE_RATE_UNIT_MBPS = 10;

    /** Which protocol PTYS is asked about. */
    public enum Protocol {
        /** InfiniBand. */
        INFINIBAND(1),
        /** Ethernet, its extended modes. */
        ETHERNET(4);

        private final int mask;

        Protocol(int mask) {
            this.mask = mask;
        }
    }

    /**
     * Reads the speed of a port.
     *
     * @param device the device
     * @param port 1 and up
     * @param protocol the protocol to ask about
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if there is no such port
     */
    public static PortSpeed read(Mlx5Device device, int port, Protocol protocol) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(protocol, "protocol");
        ByteBuffer register = device.registers().read(RegisterType.PTYS, r -> {
            LOCAL_PORT.set(r, 0, port);
            PROTO_MASK.set(r, 0, protocol.mask);
        });
        return decode(port, protocol, register);
    }

    static PortSpeed decode(int port, Protocol protocol, ByteBuffer r) {
        boolean ethernet = protocol == Protocol.ETHERNET;
        return new PortSpeed(
                port,
                protocol,
                (ethernet ? ETHERNET_CAPABILITY : INFINIBAND_CAPABILITY).get(r, 0),
                (ethernet ? ETHERNET_ADMIN : INFINIBAND_ADMIN).get(r, 0),
                (ethernet ? ETHERNET_OPERATIONAL : INFINIBAND_OPERATIONAL).get(r, 0),
                DATA_RATE.get(r, 0) * DATA_RATE_UNIT_MBPS,
                LANE_RATE.get(r, 0) * LANE_RATE_UNIT_MBPS,
                (int) AN_STATUS.get(r, 0),
                AN_DISABLE_ADMIN.isSet(r, 0),
                (int) CONNECTOR.get(r, 0));
    }
}
