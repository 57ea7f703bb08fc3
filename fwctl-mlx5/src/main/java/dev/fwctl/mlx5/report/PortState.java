// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;

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
 */
public final class PortState extends NamedValues {
    private static final BitField LOCAL_PORT = BitField.be(0x0, 16, 8);
    private static final BitField ADMIN_STATUS = BitField.be(0x0, 8, 4);
    private static final BitField OPER_STATUS = BitField.be(0x0, 0, 4);
    private static final BitField ASE = BitField.be(0x4, 31, 1);
    private static final BitField LOGICAL_STATE = BitField.be(0x4, 16, 3);
    private static final BitField PHYSICAL_STATE = BitField.be(0x4, 4, 4);
    private static final int UP = 1;
    private static final int DOWN = 2;

    private final int port;
    private final ByteBuffer r;

    PortState(int port, ByteBuffer r) {
        this.port = port;
        this.r = r;
    }

    /**
     * Reads the state of a port.
     *
     * @param device the device
     * @param port 1 and up
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if there is no such port
     */
    public static PortState read(Mlx5Device device, int port) {
        Objects.requireNonNull(device, "device");
        return new PortState(port, device.registers().read(RegisterType.PAOS, r -> LOCAL_PORT.set(r, 0, port)));
    }

    /**
     * Asks for a port to be up; {@link #read} tells when it is.
     *
     * @param device the device
     * @param port 1 and up
     * @throws Mlx5Exception if the firmware refuses
     */
    public static void bringUp(Mlx5Device device, int port) {
        setAdmin(device, port, UP);
    }

    /**
     * Asks for a port to be down. The link is lost at once; {@link #read} tells when it is done.
     *
     * @param device the device
     * @param port 1 and up
     * @throws Mlx5Exception if the firmware refuses
     */
    public static void takeDown(Mlx5Device device, int port) {
        setAdmin(device, port, DOWN);
    }

    private static void setAdmin(Mlx5Device device, int port, int status) {
        Objects.requireNonNull(device, "device");
        // Only with ase set does the firmware look at admin_status, and it looks at nothing else then.
        device.registers().write(RegisterType.PAOS, r -> {
            LOCAL_PORT.set(r, 0, port);
            ADMIN_STATUS.set(r, 0, status);
            ASE.set(r, 0, 1);
        });
    }

    /** Whether the link is up. */
    public boolean isUp() {
        return oper() == UP;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "port %d is %s (admin %d, oper %d, physical %d, logical %d)",
                port,
                isUp() ? "up" : "down",
                admin(),
                oper(),
                physicalState(),
                logicalState());
    }

    /** The port, 1 and up. */
    public int port() {
        return port;
    }

    /** What was asked for, the raw number: 1 up, 2 down, 3 up once, 4 disabled by the system. */
    public int admin() {
        return (int) ADMIN_STATUS.get(r, 0);
    }

    /** What is, the raw number: 1 up, 2 down, 4 down by failure. */
    public int oper() {
        return (int) OPER_STATUS.get(r, 0);
    }

    /** The raw number: 2 polling, 3 disabled, 4 training, 5 link up, 6 error recovery. */
    public int physicalState() {
        return (int) PHYSICAL_STATE.get(r, 0);
    }

    /** The raw number: 1 down, 2 init, 3 arm, 4 active. */
    public int logicalState() {
        return (int) LOGICAL_STATE.get(r, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("port", port());
        to.accept("admin", admin());
        to.accept("oper", oper());
        to.accept("physicalState", physicalState());
        to.accept("logicalState", logicalState());
    }
}
