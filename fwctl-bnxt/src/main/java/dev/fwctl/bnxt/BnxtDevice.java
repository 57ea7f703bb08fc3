// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.ForeignDeviceException;
import dev.fwctl.FwctlDevice;

/**
 * A Broadcom NetXtreme-E device.
 *
 * <pre>{@code
 * try (FwctlDevice device = Fwctl.system().open("0000:3b:00.0")) {
 *     BnxtDevice bnxt = BnxtDevice.of(device);
 *     System.out.println(bnxt.versions().firmware());
 *     System.out.println(bnxt.phy(bnxt.capabilities().port()).link());
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads; nothing is remembered. Every call may throw a
 * {@link dev.fwctl.FwctlException}: {@link HwrmException} if the firmware refused.
 */
public final class BnxtDevice {
    static final String DRIVER = "bnxt_en";

    private final FwctlDevice device;
    private final BnxtCommands commands;

    private BnxtDevice(FwctlDevice device) {
        this.device = device;
        this.commands = new BnxtCommands(device);
    }

    /**
     * The view of an open device.
     *
     * @param device an open device, which stays the caller's to close
     * @return a new view
     * @throws ForeignDeviceException if another driver than bnxt_en is behind the node
     */
    public static BnxtDevice of(FwctlDevice device) {
        if (!device.node().driver().orElse(DRIVER).equals(DRIVER)) {
            throw new ForeignDeviceException(device.node(), "bnxt", DRIVER);
        }
        return new BnxtDevice(device);
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    /** Commands by name. */
    public BnxtCommands commands() {
        return commands;
    }

    /** Versions of firmware and chip. */
    public FirmwareVersions versions() {
        return device.call(BnxtCommands.VER_GET, Empty.EMPTY);
    }

    /** What this PCI function may have. */
    public FunctionCapabilities capabilities() {
        return device.call(BnxtCommands.FUNC_QCAPS, FunctionTarget.SELF);
    }

    /** What this PCI function has. */
    public FunctionConfiguration configuration() {
        return device.call(BnxtCommands.FUNC_QCFG, FunctionTarget.SELF);
    }

    /**
     * A port's link.
     *
     * @param port 0 for the card's first
     * @return its state now
     */
    public PhyConfiguration phy(int port) {
        return device.call(BnxtCommands.PORT_PHY_QCFG, new Port(port));
    }

    /**
     * What a port can do.
     *
     * @param port 0 for the card's first
     * @return its capabilities
     */
    public PhyCapabilities phyCapabilities(int port) {
        return device.call(BnxtCommands.PORT_PHY_QCAPS, new Port(port));
    }

    /** What the whole chip, and NVM options stored in it, wait for. */
    public FirmwareStatus status() {
        return device.call(BnxtCommands.FW_QSTATUS, FirmwareStatus.Processor.CHIP);
    }

    /** Temperatures in degrees Celsius. */
    public Temperatures temperatures() {
        return device.call(BnxtCommands.TEMP_MONITOR_QUERY, Empty.EMPTY);
    }

    /**
     * What a port has counted.
     *
     * @param port 0 for the card's first
     * @return its counters
     */
    public PortStatistics statistics(int port) {
        return device.call(BnxtCommands.PORT_QSTATS, new Port(port));
    }

    /** The entries of the NVM's directory: two RPCs. */
    public NvmDirectory nvmDirectory() {
        return device.call(BnxtCommands.NVM_GET_DIR_ENTRIES, device.call(BnxtCommands.NVM_GET_DIR_INFO, Empty.EMPTY));
    }

    /**
     * What the NVM holds of an option; it counts after a reset.
     *
     * @param variable which element, and its width
     * @return the stored value
     */
    public NvmValue read(NvmVariable variable) {
        return device.call(BnxtCommands.NVM_GET_VARIABLE, new NvmVariable.Get(variable, NvmVariable.Get.Source.STORED));
    }

    /**
     * What the card was made with.
     *
     * @param variable which element, and its width
     * @return the factory's value
     */
    public NvmValue readFactory(NvmVariable variable) {
        return device.call(
                BnxtCommands.NVM_GET_VARIABLE, new NvmVariable.Get(variable, NvmVariable.Get.Source.FACTORY));
    }

    /**
     * Changes what the NVM holds of an option.
     *
     * @param change which element, and to what
     */
    public void write(NvmVariable.Set change) {
        device.call(BnxtCommands.NVM_SET_VARIABLE, change);
    }

    @Override
    public String toString() {
        return "BnxtDevice[" + device.node() + "]";
    }
}
