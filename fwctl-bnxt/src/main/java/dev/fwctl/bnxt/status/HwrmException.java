// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.status;

import dev.fwctl.FirmwareException;
import dev.fwctl.RpcCall;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The firmware refused a command. The message names the device, the command, the error code and, where the kernel's
 * header has a name for it, the command's own code in {@code cmd_err}.
 */
public final class HwrmException extends FirmwareException {
    private static final long serialVersionUID = 1;

    private final int commandError;
    private final String commandErrorName;

    /**
     * Made by the commands of this module.
     *
     * @param call the RPC
     * @param errorCode the reply's error code, not 0
     * @param commandError the reply's cmd_err
     * @param commandErrorName its name in the kernel's header; empty if it has none
     */
    public HwrmException(RpcCall call, int errorCode, int commandError, String commandErrorName) {
        super(
                call,
                errorCode,
                HwrmError.describe(errorCode)
                        + (commandError == 0 ? "" : "; cmd_err " + commandError)
                        + (Objects.requireNonNull(commandErrorName, "commandErrorName")
                                                .isEmpty()
                                        || commandError == 0
                                ? ""
                                : " " + commandErrorName),
                HwrmError.of(errorCode).map(HwrmError::hint).orElse(""));
        this.commandError = commandError;
        this.commandErrorName = commandErrorName;
    }

    /**
     * The error, if the kernel's header names it.
     *
     * @return empty for a code of a later firmware; {@link #status()} has the number
     */
    public Optional<HwrmError> known() {
        return HwrmError.of((int) status());
    }

    /**
     * The command's own code, which says more than the error.
     *
     * @return 0 to 255; 0 if there is none
     */
    public int commandError() {
        return commandError;
    }

    /**
     * The name of {@link #commandError()} in the kernel's header.
     *
     * @return for example {@code VAR_NOT_EXIST}; empty if the header has none
     */
    public String commandErrorName() {
        return commandErrorName;
    }

    @Override
    public Map<String, Object> details() {
        return commandError == 0 ? Map.of() : Map.of("cmd_err", commandError);
    }
}
