// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.internal.Empty;
import java.util.List;
import java.util.Objects;

/**
 * The reports of a device about itself: versions, functions, ports, temperatures. Nothing is remembered: each call asks
 * the firmware.
 *
 * <pre>{@code
 * bnxt.reports().phy(bnxt.reports().capabilities().port()).link();
 * }</pre>
 *
 * <p>Thread-safe. Every call may throw a {@link dev.fwctl.FwctlException}: {@link dev.fwctl.bnxt.status.HwrmException} if
 * the firmware refused.
 */
public final class Reports {
    static final Command<Empty, FirmwareVersions> VER_GET = new FirmwareVersions.Query();
    static final Command<FunctionTarget, FunctionCapabilities> FUNC_QCAPS = new FunctionCapabilities.Query();
    static final Command<FunctionTarget, FunctionConfiguration> FUNC_QCFG = new FunctionConfiguration.Query();
    static final Command<Port, PhyConfiguration> PORT_PHY_QCFG = new PhyConfiguration.Query();
    static final Command<Port, PhyCapabilities> PORT_PHY_QCAPS = new PhyCapabilities.Query();
    static final Command<FirmwareStatus.Processor, FirmwareStatus> FW_QSTATUS = new FirmwareStatus.Query();
    static final Command<Empty, Temperatures> TEMP_MONITOR_QUERY = new Temperatures.Query();
    static final Command<Port, PortStatistics> PORT_QSTATS = new PortStatistics.Query();

    private final FwctlDevice device;

    private Reports(FwctlDevice device) {
        this.device = device;
    }

    /** The reports of an open device; {@code BnxtDevice.reports()} is the way to them. */
    public static Reports of(FwctlDevice device) {
        return new Reports(Objects.requireNonNull(device, "device"));
    }

    /** The commands that carry them, for those who list or look for commands: their requests are made here only. */
    public static List<Command<?, ?>> commands() {
        return List.of(
                VER_GET,
                FUNC_QCAPS,
                FUNC_QCFG,
                PORT_PHY_QCFG,
                PORT_PHY_QCAPS,
                FW_QSTATUS,
                TEMP_MONITOR_QUERY,
                PORT_QSTATS);
    }

    /** Versions of firmware and chip. */
    public FirmwareVersions versions() {
        return device.call(VER_GET, Empty.EMPTY);
    }

    /** What this PCI function may have. */
    public FunctionCapabilities capabilities() {
        return device.call(FUNC_QCAPS, FunctionTarget.SELF);
    }

    /**
     * What another PCI function may have.
     *
     * @param fid the firmware's number of it, 16 bits
     * @throws IllegalArgumentException if the number has more than 16 bits
     */
    public FunctionCapabilities capabilities(int fid) {
        return device.call(FUNC_QCAPS, new FunctionTarget(fid));
    }

    /** What this PCI function has. */
    public FunctionConfiguration configuration() {
        return device.call(FUNC_QCFG, FunctionTarget.SELF);
    }

    /**
     * What another PCI function has.
     *
     * @param fid the firmware's number of it, 16 bits
     * @throws IllegalArgumentException if the number has more than 16 bits
     */
    public FunctionConfiguration configuration(int fid) {
        return device.call(FUNC_QCFG, new FunctionTarget(fid));
    }

    /**
     * A port's link.
     *
     * @param port 0 for the card's first
     * @return its state now
     * @throws IllegalArgumentException if the number has more than 16 bits
     */
    public PhyConfiguration phy(int port) {
        return device.call(PORT_PHY_QCFG, new Port(port));
    }

    /**
     * What a port can do.
     *
     * @param port 0 for the card's first
     * @return its capabilities
     * @throws IllegalArgumentException if the number has more than 16 bits
     */
    public PhyCapabilities phyCapabilities(int port) {
        return device.call(PORT_PHY_QCAPS, new Port(port));
    }

    /** What the whole chip, and NVM options stored in it, wait for. */
    public FirmwareStatus status() {
        return status(FirmwareStatus.Processor.CHIP);
    }

    /**
     * What a processor of the chip waits for.
     *
     * @param processor which
     */
    public FirmwareStatus status(FirmwareStatus.Processor processor) {
        return device.call(FW_QSTATUS, Objects.requireNonNull(processor, "processor"));
    }

    /** Temperatures in degrees Celsius. */
    public Temperatures temperatures() {
        return device.call(TEMP_MONITOR_QUERY, Empty.EMPTY);
    }

    /**
     * What a port has counted.
     *
     * @param port 0 for the card's first
     * @return its counters
     * @throws IllegalArgumentException if the number has more than 16 bits
     */
    public PortStatistics statistics(int port) {
        return device.call(PORT_QSTATS, new Port(port));
    }
}
