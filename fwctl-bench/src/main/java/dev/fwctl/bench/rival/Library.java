// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcSlot;

/** The library's own ways to the same request. Each task has a slot of its own, as a thread would. */
public final class Library {
    private Library() {}

    public static Task raw(FwctlDevice device, Target target) {
        byte[] request = target.requestBytes();
        RpcSlot slot = device.newSlot(request.length, target.replyBytes());
        slot.request().put(request);
        int inLength = request.length;
        int outLength = target.replyBytes();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += device.rpc(slot, Target.SCOPE, inLength, outLength);
            }
            return sum;
        };
    }

    public static Task typed(FwctlDevice device, Target target) {
        Query.Request request = Query.Request.of(target);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += device.call(Query.COMMAND, request).first();
            }
            return sum;
        };
    }

    public static Task info(FwctlDevice device) {
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += device.info().type().number();
            }
            return sum;
        };
    }

    /** Hands a payload over and takes one back, as both sides of a real exchange do. */
    public static Task copying(FwctlDevice device, int bytes) {
        byte[] from = new byte[bytes];
        byte[] to = new byte[bytes];
        RpcSlot slot = device.newSlot(bytes, bytes);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                slot.request().put(0, from);
                sum += device.rpc(slot, Target.SCOPE, bytes, bytes);
                slot.response().get(0, to);
                sum += to[0];
            }
            return sum;
        };
    }
}
