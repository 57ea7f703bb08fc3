// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.ForeignDeviceException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.command.BnxtCommands;
import dev.fwctl.bnxt.nvm.Nvm;
import dev.fwctl.bnxt.report.Reports;
import java.util.Objects;

/**
 * A Broadcom NetXtreme-E device.
 *
 * <pre>{@code
 * try (FwctlDevice device = Fwctl.system().open("0000:3b:00.0")) {
 *     BnxtDevice bnxt = BnxtDevice.of(device);
 *     System.out.println(bnxt.reports().versions().firmware());
 *     System.out.println(bnxt.nvm().directory().entries().size());
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads; nothing is remembered.
 */
public final class BnxtDevice {
    static final String DRIVER = "bnxt_en";

    private final FwctlDevice device;

    private BnxtDevice(FwctlDevice device) {
        this.device = device;
    }

    /**
     * The view of an open device.
     *
     * @param device an open device, which stays the caller's to close
     * @return a new view
     * @throws ForeignDeviceException if another driver than bnxt_en is behind the node
     */
    public static BnxtDevice of(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        if (!device.node().driver().orElse(DRIVER).equals(DRIVER)) {
            throw new ForeignDeviceException(device.node(), "bnxt", DRIVER);
        }
        return new BnxtDevice(device);
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    /** What the device says of itself. */
    public Reports reports() {
        return Reports.of(device);
    }

    /** The non-volatile memory: its variables and its directory. */
    public Nvm nvm() {
        return Nvm.of(device);
    }

    /** Commands by name. */
    public BnxtCommands commands() {
        return BnxtCommands.of(device);
    }

    @Override
    public String toString() {
        return "BnxtDevice[" + device.node() + "]";
    }
}
