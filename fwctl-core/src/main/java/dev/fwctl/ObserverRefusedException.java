// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An {@link RpcObserver}, such as an audit log that cannot write, kept the RPC from being sent. */
public final class ObserverRefusedException extends NotReachedException {
    private static final long serialVersionUID = 1;

    /**
     * An exception for {@link RpcObserver#starting} to throw.
     *
     * @param call which RPC
     * @param reason why it must not be sent
     * @param hint what to do about it, empty if nothing is known
     * @param cause the underlying exception, null if none
     */
    public ObserverRefusedException(RpcCall call, String reason, String hint, @Nullable Throwable cause) {
        super(new Failure(
                Objects.requireNonNull(call, "call") + " was not sent",
                call.node(),
                call,
                null,
                Objects.requireNonNull(reason, "reason"),
                Objects.requireNonNull(hint, "hint"),
                cause));
    }
}
