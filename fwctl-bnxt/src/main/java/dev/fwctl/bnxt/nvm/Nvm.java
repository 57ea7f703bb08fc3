// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.internal.Empty;
import java.util.List;
import java.util.Objects;

/**
 * The card's non-volatile memory: its variables, called options, and its directory.
 *
 * <pre>{@code
 * bnxt.nvm().read(new NvmVariable(108, 0, 10)).number();
 * bnxt.nvm().write(NvmVariable.Set.of(new NvmVariable(108, 0, 10), 128));
 * }</pre>
 *
 * <p>Thread-safe. Every call may throw a {@link dev.fwctl.FwctlException}: {@link dev.fwctl.bnxt.status.HwrmException} if
 * the firmware refused.
 */
public final class Nvm {
    static final Command<Empty, NvmDirectoryInfo> GET_DIR_INFO = new NvmDirectoryInfo.Query();
    static final Command<NvmDirectoryInfo, NvmDirectory> GET_DIR_ENTRIES = new NvmDirectory.Query();
    static final Command<NvmVariable.Get, NvmValue> GET_VARIABLE = new NvmVariable.Read();
    static final Command<NvmVariable.Set, Empty> SET_VARIABLE = new NvmVariable.Write();

    private final FwctlDevice device;

    private Nvm(FwctlDevice device) {
        this.device = device;
    }

    /** The NVM of an open device; {@code BnxtDevice.nvm()} is the way to it. */
    public static Nvm of(FwctlDevice device) {
        return new Nvm(Objects.requireNonNull(device, "device"));
    }

    /** The commands that carry it, for those who list or look for commands: their requests are made here only. */
    public static List<Command<?, ?>> commands() {
        return List.of(GET_DIR_INFO, GET_DIR_ENTRIES, GET_VARIABLE, SET_VARIABLE);
    }

    /** The entries of the NVM's directory: two RPCs. */
    public NvmDirectory directory() {
        return device.call(GET_DIR_ENTRIES, device.call(GET_DIR_INFO, Empty.EMPTY));
    }

    /**
     * What the NVM holds of an option; it counts after a reset.
     *
     * @param variable which element, and its width
     * @return the stored value
     */
    public NvmValue read(NvmVariable variable) {
        Objects.requireNonNull(variable, "variable");
        return device.call(GET_VARIABLE, new NvmVariable.Get(variable, NvmVariable.Get.Source.STORED));
    }

    /**
     * What the card was made with.
     *
     * @param variable which element, and its width
     * @return the factory's value
     */
    public NvmValue readFactory(NvmVariable variable) {
        Objects.requireNonNull(variable, "variable");
        return device.call(GET_VARIABLE, new NvmVariable.Get(variable, NvmVariable.Get.Source.FACTORY));
    }

    /**
     * Changes what the NVM holds of an option.
     *
     * @param change which element, and to what
     */
    public void write(NvmVariable.Set change) {
        device.call(SET_VARIABLE, Objects.requireNonNull(change, "change"));
    }
}
