// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something failed before the firmware was reached. When the firmware was reached and refused, that is a
 * {@link FirmwareException}; the two are never mixed.
 *
 * <p>The subtypes tell what the caller can do about it. This type itself carries what has no subtype, such as
 * {@code ENOMEM} or {@code EIO}.
 */
public class FwctlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable FwctlNode node;
    private final transient @Nullable RpcCall call;
    private final transient @Nullable Errno errno;
    private final String hint;

    FwctlException(Failure failure) {
        super(failure.message(), failure.cause());
        this.node = failure.node();
        this.call = failure.call();
        this.errno = failure.errno();
        this.hint = failure.hint();
    }

    /**
     * An exception for a request that a vendor module refused before it asked the kernel.
     *
     * @param call which RPC it would have been
     * @param reason why it was refused
     * @param hint what to do about it, empty if nothing is known
     */
    protected FwctlException(RpcCall call, String reason, String hint) {
        this(new Failure(call.toString(), call.node(), call, null, reason, hint, null));
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
     * @return empty if the kernel was not asked
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
