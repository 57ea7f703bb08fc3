// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The supertype of whatever goes wrong between a program and a device's firmware. There are three kinds, never mixed:
 *
 * <ul>
 *   <li>{@link NotReachedException}: the firmware did not act on what was asked. Asking again is harmless.
 *   <li>{@link FirmwareException}: it was asked, and refused.
 *   <li>{@link OutcomeUnknownException}: nobody can tell whether it acted. Asking again is harmless only for a command
 *       that is harmless twice; else look at the device first.
 * </ul>
 *
 * <p>The subtypes of each tell what the caller can do about it. Each exception carries the device, the RPC, and the
 * kernel's answer as data, and a hint.
 */
public abstract sealed class FwctlException extends RuntimeException
        permits NotReachedException, FirmwareException, OutcomeUnknownException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable FwctlNode node;
    private final transient @Nullable RpcCall call;
    private final transient @Nullable Errno errno;
    private final String hint;

    FwctlException(Failure failure) {
        super(failure.message());
        if (failure.cause() != null) {
            initCause(failure.cause()); // else whoever throws it may still say the cause
        }
        this.node = failure.node();
        this.call = failure.call();
        this.errno = failure.errno();
        this.hint = failure.hint();
    }

    /**
     * What failed, on which device, why, and what to do about it.
     *
     * @return one line or more, never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /**
     * The device concerned.
     *
     * @return empty if no device had been found yet
     */
    public Optional<FwctlNode> node() {
        return Optional.ofNullable(node);
    }

    /**
     * The RPC that failed.
     *
     * @return empty if none was under way
     */
    public Optional<RpcCall> call() {
        return Optional.ofNullable(call);
    }

    /**
     * The kernel's answer.
     *
     * @return empty if the kernel was not asked, or passed the RPC on without complaint
     */
    public Optional<Errno> errno() {
        return Optional.ofNullable(errno);
    }

    /**
     * What to do about it. Also part of the message.
     *
     * @return one or two sentences; empty if nothing is known
     */
    public String hint() {
        return hint;
    }
}
