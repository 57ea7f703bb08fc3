// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.Text;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The module that is plugged into a port, and what the firmware thinks is wrong with the link: pages of the register
 * PDDR (0x5031).
 *
 * <pre>
 *       31      24 23        16             7            0
 *      +----------+------------+-----------+--------------+
 *    0 |          | local_port |                          |
 *    4 |                                   | page_select  |
 *    8 |  page_data, 248 bytes: 1 troubleshooting, 3 module
 *
 *   module page: 0x04 31..28 cable_type, 27..24 cable_vendor, 23..16 cable_length, 15..8 cable_identifier
 *                0x14 vendor_name, 0x24 vendor_pn, 0x34 vendor_rev, 0x3c vendor_sn
 *                0x4c 31..16 temperature, 15..0 voltage
 *   troubleshooting page: 0x04 15..0 monitor_opcode, 0x0c status_message
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_pddr_reg_bits} of Linux 7.3, and NVIDIA's public register tables.
 */
public final class ModuleReport extends NamedValues {
    private static final BitField LOCAL_PORT = BitField.be(0x0, 16, 8);
    private static final BitField PAGE_SELECT = BitField.be(0x4, 0, 8);
    private static final int TROUBLESHOOTING_PAGE = 1;
    private static final int MODULE_PAGE = 3;
    private static final int PAGE = 0x8;
    private static final BitField CABLE_TYPE = BitField.be(PAGE + 0x4, 28, 4);
    private static final BitField CABLE_LENGTH = BitField.be(PAGE + 0x4, 16, 8);
    private static final BitField CABLE_IDENTIFIER = BitField.be(PAGE + 0x4, 8, 8);
    private static final BitField TEMPERATURE = BitField.be(PAGE + 0x4c, 16, 16).asSigned();
    private static final BitField VOLTAGE = BitField.be(PAGE + 0x4c, 0, 16);
    private static final BitField MONITOR_OPCODE = BitField.be(PAGE + 0x4, 0, 16);
    private static final int STATUS_MESSAGE = PAGE + 0xc;
    private static final int STATUS_MESSAGE_BYTES = 236;
    private static final int UNPLUGGED = 4;
    private static final double TEMPERATURE_UNITS_PER_DEGREE = 256;
    private static final double VOLTAGE_UNITS_PER_VOLT = 10_000;

    private final int port;
    private final ByteBuffer module;
    private final ByteBuffer trouble;

    ModuleReport(int port, ByteBuffer module, ByteBuffer trouble) {
        this.port = port;
        this.module = module;
        this.trouble = trouble;
    }

    /**
     * Reads both pages of a port.
     *
     * @param device the device
     * @param port 1 and up
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if there is no such port
     */
    public static ModuleReport read(Mlx5Device device, int port) {
        Objects.requireNonNull(device, "device");
        return new ModuleReport(port, page(device, port, MODULE_PAGE), page(device, port, TROUBLESHOOTING_PAGE));
    }

    private static ByteBuffer page(Mlx5Device device, int port, int page) {
        return device.registers().read(RegisterType.PDDR, r -> {
            LOCAL_PORT.set(r, 0, port);
            PAGE_SELECT.set(r, 0, page);
        });
    }

    /** The port. */
    public int port() {
        return port;
    }

    /** Whether there is a cable or module. */
    public boolean plugged() {
        return cableType() != UNPLUGGED && identifier() != 0;
    }

    /** The raw SFF-8024 identifier: 0x18 is a QSFP-DD. */
    public int identifier() {
        return (int) CABLE_IDENTIFIER.get(module, 0);
    }

    /** The raw {@code cable_type}: 1 active, 2 optical, 3 passive copper, 4 unplugged, 5 twisted pair. */
    public int cableType() {
        return (int) CABLE_TYPE.get(module, 0);
    }

    /** The raw {@code cable_length}, whose unit depends on the kind of module. */
    public int lengthRaw() {
        return (int) CABLE_LENGTH.get(module, 0);
    }

    /** The maker. */
    public String vendor() {
        return Text.read(module, PAGE + 0x14, 16);
    }

    /** The maker's part number. */
    public String partNumber() {
        return Text.read(module, PAGE + 0x24, 16);
    }

    /** The maker's revision. */
    public String revision() {
        return Text.read(module, PAGE + 0x34, 4);
    }

    /** The maker's serial number. */
    public String serialNumber() {
        return Text.read(module, PAGE + 0x3c, 16);
    }

    /** The module's temperature; 0 if it does not tell. */
    public double celsius() {
        return TEMPERATURE.get(module, 0) / TEMPERATURE_UNITS_PER_DEGREE;
    }

    /** Its supply voltage; 0 if it does not tell. */
    public double volts() {
        return VOLTAGE.get(module, 0) / VOLTAGE_UNITS_PER_VOLT;
    }

    /** The firmware's number for what is wrong with the link; 0 if nothing is. */
    public int statusOpcode() {
        return (int) MONITOR_OPCODE.get(trouble, 0);
    }

    /** Its own words for that. */
    public String statusMessage() {
        return Text.read(trouble, STATUS_MESSAGE, STATUS_MESSAGE_BYTES);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("port", port());
        to.accept("plugged", plugged());
        to.accept("identifier", identifier());
        to.accept("cableType", cableType());
        to.accept("lengthRaw", lengthRaw());
        to.accept("vendor", vendor());
        to.accept("partNumber", partNumber());
        to.accept("revision", revision());
        to.accept("serialNumber", serialNumber());
        to.accept("celsius", celsius());
        to.accept("volts", volts());
        to.accept("statusOpcode", statusOpcode());
        to.accept("statusMessage", statusMessage());
    }
}
