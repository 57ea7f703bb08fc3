// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An RPC that somebody means to send, as a policy is asked about it.
 *
 * @param node the device
 * @param command the command
 * @param effects what this very request may do
 * @param scope the scope that would be declared to the kernel
 * @param about what the request is {@linkplain Command#about about}; empty if nobody can tell, as of a raw RPC
 */
public record RpcIntent(
        FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope, Optional<List<String>> about) {
    /** Copies the names, and refuses null. */
    public RpcIntent {
        Objects.requireNonNull(about, "about");
        requireNonNull(node, "node");
        requireNonNull(command, "command");
        requireNonNull(effects, "effects");
        requireNonNull(scope, "scope");
        about = about.map(List::copyOf);
    }

    /**
     * Of a request, at the least scope that the kernel accepts.
     *
     * @param node the device
     * @param command the command
     * @param request its request
     * @param <Q> the request's type
     */
    public static <Q> RpcIntent of(FwctlNode node, Command<Q, ?> command, Q request) {
        Objects.requireNonNull(request, "request");
        requireNonNull(command, "command");
        return new RpcIntent(
                node,
                command,
                Said.by(command, "effects(request)", command.effects(request)),
                Said.by(command, "leastScope(request)", command.leastScope(request)),
                Optional.of(Said.by(command, "about(request)", command.about(request))));
    }

    static <Q> RpcIntent of(
            FwctlNode node, Command<Q, ?> command, @Nullable Q request, Effects effects, RpcScope scope) {
        return new RpcIntent(
                node,
                command,
                effects,
                scope,
                request == null ? Optional.empty() : Optional.of(command.about(request)));
    }
}
