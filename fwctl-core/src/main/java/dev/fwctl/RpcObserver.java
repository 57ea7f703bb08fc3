// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static java.util.Objects.requireNonNull;

import java.util.Objects;

/**
 * Sees each RPC of the devices that were opened with it, those that the policy refused too; not what never became one,
 * such as a request that cannot be encoded, or a call on a device that was closed. Called by the thread that made the
 * RPC, so an implementation is safe for use by several threads at once, and quick.
 */
@FunctionalInterface
public interface RpcObserver {
    /**
     * An RPC is about to be sent; the policy has allowed it.
     *
     * @param call which RPC
     * @throws RuntimeException to keep it from being sent, for example because it could not be recorded; best an
     *     {@link ObserverRefusedException}
     */
    default void starting(RpcCall call) {}

    /**
     * An RPC has ended, or was refused by the policy. Exceptions thrown here are logged and go no further: the RPC has
     * already happened.
     *
     * @param event what happened; its buffers are valid only during this call
     */
    void finished(RpcEvent event);

    /**
     * Both observers, this one first.
     *
     * @param next the second observer
     * @return an observer that tells both
     */
    default RpcObserver and(RpcObserver next) {
        requireNonNull(next, "next");
        RpcObserver first = this;
        return new RpcObserver() {
            @Override
            public void starting(RpcCall call) {
                first.starting(call);
                next.starting(call);
            }

            @Override
            public void finished(RpcEvent event) {
                Objects.requireNonNull(event, "event");
                try {
                    first.finished(event);
                } finally {
                    next.finished(event);
                }
            }
        };
    }
}
