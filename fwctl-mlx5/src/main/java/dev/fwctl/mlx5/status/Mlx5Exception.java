// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.status;

import dev.fwctl.FirmwareException;
import dev.fwctl.RpcCall;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The firmware refused a command. The message names the device, the command, what it was about (the register, if it was
 * one), the status and the syndrome.
 *
 * <p>A syndrome is a number of the firmware's own that says which of its checks failed. No public table of them exists;
 * keep it for the vendor's support.
 */
public final class Mlx5Exception extends FirmwareException {
    private static final long serialVersionUID = 1;

    private final int syndrome;

    /**
     * Made by the commands of this module.
     *
     * @param call the RPC
     * @param subject what the command was about, empty if its name says it all
     * @param status the reply's status byte, not 0
     * @param syndrome the reply's syndrome
     */
    public Mlx5Exception(RpcCall call, String subject, int status, int syndrome) {
        super(
                call,
                status,
                (Objects.requireNonNull(subject, "subject").isEmpty() ? "" : subject + ": ")
                        + Mlx5Status.describe(status)
                        + String.format(Locale.ROOT, "; syndrome 0x%08x", syndrome),
                Mlx5Status.of(status).map(Mlx5Status::hint).orElse(""));
        this.syndrome = syndrome;
    }

    /**
     * The status, if the kernel's header names it.
     *
     * @return empty for a status of a later firmware; {@link #status()} has the number
     */
    public Optional<Mlx5Status> known() {
        return Mlx5Status.of((int) status());
    }

    /**
     * The firmware's syndrome.
     *
     * @return 32 bits; print it in hexadecimal
     */
    public int syndrome() {
        return syndrome;
    }

    /** Whether the firmware answered with this status. */
    public boolean is(Mlx5Status status) {
        Objects.requireNonNull(status, "status");
        return status() == status.code();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("syndrome", String.format(Locale.ROOT, "0x%08x", syndrome));
    }
}
