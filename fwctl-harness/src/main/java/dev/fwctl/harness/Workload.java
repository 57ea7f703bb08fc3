// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import dev.fwctl.Command;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The load on one device.
 *
 * @param name for results, for example the device's
 * @param operations supplies an operation for each thread
 */
public record Workload(String name, Supplier<Operation> operations) {
    /**
     * A command of a vendor module: encoded, sent and decoded each time, at its least scope.
     *
     * @param device an open device, whose policy permits it
     * @param command the command
     * @param request what to send
     * @param <Q> the command's request
     * @return a workload named after the device
     */
    public static <Q> Workload command(FwctlDevice device, Command<Q, ?> command, Q request) {
        return commands(device, command, List.of(request), command.leastScope(request));
    }

    /**
     * Several requests of one command, in turn, at a scope of one's choice.
     *
     * @param device an open device, whose policy permits them
     * @param command the command
     * @param requests what to send, one after the other and again from the first
     * @param scope the scope for all of them
     * @param <Q> the command's request
     * @return a workload named after the device
     */
    public static <Q> Workload commands(FwctlDevice device, Command<Q, ?> command, List<Q> requests, RpcScope scope) {
        List<Q> all = List.copyOf(requests);
        return new Workload(device.node().name(), () -> {
            int[] next = {0};
            return () -> {
                Q request = all.get(next[0]);
                next[0] = next[0] + 1 == all.size() ? 0 : next[0] + 1;
                try {
                    device.call(command, request, scope);
                    return Operation.DONE;
                } catch (FwctlException e) {
                    return words(e);
                }
            };
        });
    }

    /**
     * Bytes that nobody encodes or decodes.
     *
     * @param device an open device, whose policy permits them
     * @param scope the scope to send them with
     * @param request the bytes, as the driver expects them
     * @param replyBytes room for the reply
     * @param status where the reply says whether the firmware did it
     * @return a workload named after the device
     */
    public static Workload bytes(
            FwctlDevice device, RpcScope scope, byte[] request, int replyBytes, StatusField status) {
        byte[] sent = request.clone();
        return new Workload(device.node().name(), () -> {
            RpcSlot slot = device.newSlot(sent.length, replyBytes);
            slot.request().put(sent);
            ByteBuffer response = slot.response();
            return () -> {
                try {
                    return status.words(response, device.rpc(slot, scope, sent.length, replyBytes));
                } catch (FwctlException e) {
                    return words(e);
                }
            };
        });
    }

    /**
     * A command's encoder alone, without a device: what a vendor's own code takes of each call.
     *
     * @param command the command
     * @param request what to encode
     * @param <Q> the command's request
     * @return a workload named after the command
     */
    public static <Q> Workload encoding(Command<Q, ?> command, Q request) {
        int bytes = command.requestSize(request);
        return new Workload(command.name(), () -> {
            ByteBuffer into = ByteBuffer.allocateDirect(bytes);
            return () -> {
                into.clear().order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < bytes; i++) {
                    into.put(i, (byte) 0);
                }
                command.encode(request, into);
                return Operation.DONE;
            };
        });
    }

    /** Why an RPC failed, in the words that it is counted by. */
    private static String words(RuntimeException e) {
        if (e instanceof PolicyRefusedException) {
            throw e; // nothing was sent, and nothing ever will be
        }
        if (e instanceof MalformedReplyException) {
            return "malformed reply";
        }
        if (e instanceof FirmwareException refused) {
            return String.format(Locale.ROOT, "status %#x", refused.status());
        }
        return e instanceof FwctlException failed && failed.errno().isPresent()
                ? failed.errno().get().symbol()
                : e.getClass().getSimpleName();
    }
}
