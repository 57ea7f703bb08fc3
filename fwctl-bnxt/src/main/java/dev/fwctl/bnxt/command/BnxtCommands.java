// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.command;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.internal.Catalogs;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All HWRM commands that the driver lets through, by name, with bytes or with fields. Safe for use by any number of
 * threads; the driver executes one at a time.
 *
 * <p>Scope 0, which any opener of the node has, lets {@code FUNC_RESET}, {@code FW_RESET} and {@code NVM_ERASE_DIR_ENTRY}
 * through: what a command may do is in its effects, and a policy decides by these.
 */
public final class BnxtCommands {
    private final FwctlDevice device;

    private BnxtCommands(FwctlDevice device) {
        this.device = device;
    }

    /** The commands of an open device; {@code BnxtDevice.commands()} is the way to them. */
    public static BnxtCommands of(FwctlDevice device) {
        return new BnxtCommands(Objects.requireNonNull(device, "device"));
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
        return new NamedCommand(Catalogs.commands().command(Objects.requireNonNull(name, "name")));
    }

    /** All commands that the driver lets through, in the order of their types, each to be called by its name. */
    public static List<Command<HwrmRequest, HwrmReply>> named() {
        return Catalogs.commands().byName().values().stream()
                .<Command<HwrmRequest, HwrmReply>>map(NamedCommand::new)
                .toList();
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
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fields, "fields").forEach((field, value) -> {
            Objects.requireNonNull(field, "a key of fields");
            Objects.requireNonNull(value, "a value of fields");
        });
        NamedCommand command = new NamedCommand(Catalogs.commands().command(name));
        return command.fields(device.call(command, command.request(fields)));
    }
}
