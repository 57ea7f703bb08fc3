// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.Verdict;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A write that could be made: what a plan shows of it, what the device's policy says to it, and how to make it. Immutable;
 * making one sends nothing.
 */
public final class UnitWrite {
    private final Command<?, ?> command;
    private final Effects effects;
    private final RpcScope scope;
    private final Means means;
    private final Supplier<Verdict> verdict;
    private final Runnable action;

    /** What carries a write to the hardware. */
    public enum Means {
        /** An RPC through fwctl. */
        RPC,
        /** The kernel's own interface, a file in sysfs that needs {@code CAP_SYS_RAWIO}: no fwctl scope, no taint. */
        SYSFS
    }

    private UnitWrite(
            Command<?, ?> command,
            Effects effects,
            RpcScope scope,
            Means means,
            Supplier<Verdict> verdict,
            Runnable action) {
        this.verdict = verdict;
        this.command = command;
        this.effects = effects;
        this.scope = scope;
        this.means = means;
        this.action = action;
    }

    /**
     * A write by RPC, at the least scope that the kernel accepts.
     *
     * @param device the open device
     * @param command the command
     * @param request its request
     * @param <Q> the request's type
     */
    public static <Q> UnitWrite rpc(FwctlDevice device, Command<Q, ?> command, Q request) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        return of(device, command, request, Means.RPC);
    }

    /**
     * A write to a file in sysfs that needs {@code CAP_SYS_RAWIO}, by a command whose device stands on a seam that turns
     * it into one, so that policies and observers see it like any other.
     *
     * @param device a device over such a seam
     * @param command the command
     * @param request its request
     * @param <Q> the request's type
     */
    public static <Q> UnitWrite sysfs(FwctlDevice device, Command<Q, ?> command, Q request) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        return of(device, command, request, Means.SYSFS);
    }

    private static <Q> UnitWrite of(FwctlDevice device, Command<Q, ?> command, Q request, Means means) {
        RpcIntent intent = RpcIntent.of(device.node(), command, request);
        return new UnitWrite(
                command,
                intent.effects(),
                intent.scope(),
                means,
                () -> device.verdict(command, request),
                () -> device.call(command, request));
    }

    /** What the write does to the device. */
    public Effects effects() {
        return effects;
    }

    /** The name of the command that carries it. */
    public String command() {
        return command.name();
    }

    /** What carries it. */
    public Means means() {
        return means;
    }

    /** The scope that the kernel is told; empty for the kernel's own interface, which knows none. */
    public Optional<RpcScope> scope() {
        return means == Means.RPC ? Optional.of(scope) : Optional.empty();
    }

    /** Whether it taints the kernel. */
    public boolean taints() {
        return means == Means.RPC && scope.taints();
    }

    /** Whether the kernel demands {@code CAP_SYS_RAWIO} for it. */
    public boolean needsRawIo() {
        return means == Means.SYSFS || scope.needsRawIo();
    }

    /** What the device's policy says to it. */
    public Verdict verdict() {
        return verdict.get();
    }

    /**
     * Makes it.
     *
     * @throws dev.fwctl.FirmwareException if the firmware refuses
     * @throws dev.fwctl.FwctlException if the policy or the kernel refuses, or the outcome is not known
     */
    public void send() {
        action.run();
    }
}
