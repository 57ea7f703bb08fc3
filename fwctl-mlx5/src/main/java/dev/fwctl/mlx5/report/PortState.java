// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;

/**
 * The state of a port: the register PAOS (0x5006).
 *
 * <pre>
 *       31      24 23        16 15 12 11         8 7    4 3          0
 *      +----------+------------+-----+------------+------+------------+
 *    0 |   swid   | local_port |     |admin_status|      |oper_status |
 *      +----------+------------+-----+------------+------+------------+
 *    4 |ase ee            18..16 logical_state  7..4 physical_state   |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_paos_reg_bits} of Linux 7.3, and NVIDIA's public register tables.
 *
 * @param port the port, 1 and up
 * @param admin what was asked for, the raw number: 1 up, 2 down, 3 up once, 4 disabled by the system
 * @param oper what is, the raw number: 1 up, 2 down, 4 down by failure
 * @param physicalState the raw number: 2 polling, 3 disabled, 4 training, 5 link up, 6 error recovery
 * @param logicalState the raw number: 1 down, 2 init, 3 arm, 4 active
 */
public record PortState(int port, int admin, int oper, int physicalState, int logicalState) {
    private static final BitField LOCAL_PORT = BitField.be(0x0, 16, 8);
    private static final BitField ADMIN_STATUS = BitField.be(0x0, 8, 4);
    private static final BitField OPER_STATUS = BitField.be(0x0, 0, 4);
    private static final BitField ASE = BitField.be(0x4, 31, 1);
    private static final BitField LOGICAL_STATE = BitField.be(0x4, 16, 3);
    private static final BitField PHYSICAL_STATE = BitField.be(0x4, 4, 4);
    private static final int UP = 1;
    private static final int DOWN = 2;

    /**
     * Reads the state of a port.
     *
     * @param device the device
     * @param port 1 and up
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if there is no such port
     */
    public static PortState read(Mlx5Device device, int port) {
        Objects.requireNonNull(device, "device");
        return decode(port, device.registers().read(RegisterType.PAOS, r -> LOCAL_PORT.set(r, 0, port)));
    }

    /**
     * Asks for a port to be up or down. It takes the link down at once, so {@link #read} tells when it is done.
     *
     * @param device the device
     * @param port 1 and up
     * @param up what to ask for
     * @throws Mlx5Exception if the firmware refuses
     */
    public static void setAdmin(Mlx5Device device, int port, boolean up) {
        Objects.requireNonNull(device, "device");
        // Only with ase set does the firmware look at admin_status, and it looks at nothing else then.
        device.registers().write(RegisterType.PAOS, r -> {
            LOCAL_PORT.set(r, 0, port);
            ADMIN_STATUS.set(r, 0, up ? UP : DOWN);
            ASE.set(r, 0, 1);
        });
    }

    /** Whether the link is up. */
    public boolean isUp() {
        return oper == UP;
    }

    static PortState decode(int port, ByteBuffer r) {
        return new PortState(
                port, (int) ADMIN_STATUS.get(r, 0), (int) OPER_STATUS.get(r, 0), (int) PHYSICAL_STATE.get(r, 0), (int)
                        LOGICAL_STATE.get(r, 0));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "port %d is %s (admin %d, oper %d, physical %d, logical %d)",
                port,
                isUp() ? "up" : "down",
                admin,
                oper,
                physicalState,
                logicalState);
    }
}
