// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiConsumer;

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
 */
public final class PortSpeed extends NamedValues {
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

    private final int port;
    private final Protocol protocol;
    private final ByteBuffer r;

    PortSpeed(int port, Protocol protocol, ByteBuffer r) {
        this.port = port;
        this.protocol = protocol;
        this.r = r;
    }

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
        return new PortSpeed(port, protocol, register);
    }

    /** The port. */
    public int port() {
        return port;
    }

    /** The protocol that was asked about. */
    public Protocol protocol() {
        return protocol;
    }

    /** Mask of the modes that the port can do: the extended Ethernet modes, or the InfiniBand ones. */
    public long capability() {
        return ((protocol == Protocol.ETHERNET) ? ETHERNET_CAPABILITY : INFINIBAND_CAPABILITY).get(r, 0);
    }

    /** Mask of the modes that it may use. */
    public long admin() {
        return ((protocol == Protocol.ETHERNET) ? ETHERNET_ADMIN : INFINIBAND_ADMIN).get(r, 0);
    }

    /** Mask of the mode in use; 0 if the link is down. */
    public long operational() {
        return ((protocol == Protocol.ETHERNET) ? ETHERNET_OPERATIONAL : INFINIBAND_OPERATIONAL).get(r, 0);
    }

    /** The rate in use, in Mb/s; 0 if the firmware does not say. */
    public long dataRateMbps() {
        return DATA_RATE.get(r, 0) * DATA_RATE_UNIT_MBPS;
    }

    /** The rate of a lane, what error correction adds included, in Mb/s; 0 if the firmware does not say. */
    public long laneRateMbps() {
        return LANE_RATE.get(r, 0) * LANE_RATE_UNIT_MBPS;
    }

    /** The raw {@code an_status}: 1 completed, 2 failed, 3 not performed and link up, 4 not performed and link down. */
    public int autoNegotiation() {
        return (int) AN_STATUS.get(r, 0);
    }

    /** Whether it is switched off. */
    public boolean autoNegotiationDisabled() {
        return AN_DISABLE_ADMIN.isSet(r, 0);
    }

    /** The raw {@code connector_type}: 6 fibre, 7 direct attach copper. */
    public int connector() {
        return (int) CONNECTOR.get(r, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("port", port());
        to.accept("protocol", protocol());
        to.accept("capability", capability());
        to.accept("admin", admin());
        to.accept("operational", operational());
        to.accept("dataRateMbps", dataRateMbps());
        to.accept("laneRateMbps", laneRateMbps());
        to.accept("autoNegotiation", autoNegotiation());
        to.accept("autoNegotiationDisabled", autoNegotiationDisabled());
        to.accept("connector", connector());
    }
}
