// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;

/**
 * A command with a request to try it with.
 *
 * @param command the command
 * @param request the request
 * @param <Q> the request's type
 * @param <R> the reply's type
 */
public record Sample<Q, R>(Command<Q, R> command, Q request) {
    /**
     * The least scope of this very request.
     *
     * @return what the command says
     */
    public RpcScope leastScope() {
        return command.leastScope(request);
    }

    R call(FwctlDevice device) {
        return device.call(command, request);
    }

    R call(FwctlDevice device, RpcScope scope) {
        return device.call(command, request, scope);
    }

    @Override
    public String toString() {
        return command.name() + " with " + request;
    }
}
