// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import java.util.List;
import java.util.Map;

/**
 * HWRM commands, as values to give to {@link FwctlDevice#call}, and by name. Safe for use by any number of threads; the
 * driver executes one at a time.
 *
 * <p>Scope 0, which any opener of the node has, lets {@code FUNC_RESET}, {@code FW_RESET} and {@code NVM_ERASE_DIR_ENTRY}
 * through: what a command may do is in its effects, and a policy decides by these.
 */
public final class BnxtCommands {
    /** Versions of firmware and chip. */
    public static final Command<Empty, FirmwareVersions> VER_GET = new FirmwareVersions.Query();
    /** What a PCI function may have. */
    public static final Command<FunctionTarget, FunctionCapabilities> FUNC_QCAPS = new FunctionCapabilities.Query();
    /** What a PCI function has. */
    public static final Command<FunctionTarget, FunctionConfiguration> FUNC_QCFG = new FunctionConfiguration.Query();
    /** A port's link. */
    public static final Command<Port, PhyConfiguration> PORT_PHY_QCFG = new PhyConfiguration.Query();
    /** What a port can do. */
    public static final Command<Port, PhyCapabilities> PORT_PHY_QCAPS = new PhyCapabilities.Query();
    /** Which reset a processor, or a stored NVM option, waits for. */
    public static final Command<FirmwareStatus.Processor, FirmwareStatus> FW_QSTATUS = new FirmwareStatus.Query();
    /** Temperatures and their thresholds. */
    public static final Command<Empty, Temperatures> TEMP_MONITOR_QUERY = new Temperatures.Query();
    /** How long the NVM's directory is. */
    public static final Command<Empty, NvmDirectoryInfo> NVM_GET_DIR_INFO = new NvmDirectoryInfo.Query();

    /** The NVM's directory. */
    public static final Command<NvmDirectoryInfo, NvmDirectory> NVM_GET_DIR_ENTRIES = new NvmDirectory.Query();
    /** Reads a variable of the NVM. */
    public static final Command<NvmVariable.Get, NvmValue> NVM_GET_VARIABLE = new NvmVariable.Read();
    /** Changes a variable of the NVM, which counts after a reset. */
    public static final Command<NvmVariable.Set, Empty> NVM_SET_VARIABLE = new NvmVariable.Write();
    /** What a port has counted. */
    public static final Command<Port, PortStatistics> PORT_QSTATS = new PortStatistics.Query();

    static final List<Command<?, ?>> TYPED = List.of(
            VER_GET,
            FUNC_QCAPS,
            FUNC_QCFG,
            PORT_PHY_QCFG,
            PORT_PHY_QCAPS,
            FW_QSTATUS,
            TEMP_MONITOR_QUERY,
            NVM_GET_DIR_INFO,
            NVM_GET_DIR_ENTRIES,
            NVM_GET_VARIABLE,
            NVM_SET_VARIABLE,
            PORT_QSTATS);

    private final FwctlDevice device;

    BnxtCommands(FwctlDevice device) {
        this.device = device;
    }

    /**
     * The names of all commands that the driver lets through.
     *
     * @return the header's names without {@code HWRM_}, in the order of their types
     */
    public static List<String> names() {
        return List.copyOf(Catalogs.commands().byName().keySet());
    }

    /**
     * A command by its name, with its bytes.
     *
     * @param name the header's name without {@code HWRM_}, for example {@code FUNC_QSTATS}
     * @return the command
     * @throws dev.fwctl.layout.UnknownNameException if the driver lets no command of that name through
     */
    public static Command<HwrmRequest, HwrmReply> named(String name) {
        return new NamedCommand(Catalogs.commands().command(name));
    }

    /**
     * Sends a command by its name and the fields of its structure.
     *
     * @param name the header's name without {@code HWRM_}
     * @param fields the request's fields by the header's names; the others are 0
     * @return the reply's fields by name, in order
     * @throws IllegalArgumentException if the driver lets no command of that name through, if the header has no
     *     structure for it, or if a field is unknown or its value does not fit
     */
    public Map<String, Object> call(String name, Map<String, ?> fields) {
        NamedCommand command = new NamedCommand(Catalogs.commands().command(name));
        return command.fields(device.call(command, command.request(fields)));
    }
}
