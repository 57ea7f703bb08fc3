// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcSlot;
import java.nio.ByteBuffer;

/** The library's own ways to the same request. Each task has a slot of its own, as a thread would. */
public final class Library {
    private Library() {}

    public static Task raw(FwctlDevice device, Target target, Outcomes outcomes) {
        byte[] request = target.requestBytes();
        Status status = target.status();
        RpcSlot slot = device.newSlot(request.length, Math.max(target.replyBytes(), status.end()));
        slot.request().put(request);
        ByteBuffer response = slot.response();
        int inLength = request.length;
        int outLength = target.replyBytes();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                try {
                    int length = device.rpc(slot, Target.SCOPE, inLength, outLength);
                    sum += length;
                    if (status.at() >= 0) {
                        if (length < status.at() + status.bytes()) {
                            outcomes.cutShort(length);
                        } else if (status.in(response, 0) != 0) {
                            outcomes.status(status.in(response, 0));
                        }
                    }
                } catch (FwctlException e) {
                    outcomes.add(e);
                }
            }
            return sum;
        };
    }

    public static Task typed(FwctlDevice device, Target target, Outcomes outcomes) {
        Query.Request request = Query.Request.of(target);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                try {
                    sum += device.call(Query.COMMAND, request).first();
                } catch (FwctlException e) {
                    outcomes.add(e);
                }
            }
            return sum;
        };
    }

    public static Task info(FwctlDevice device, Outcomes outcomes) {
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                try {
                    sum += device.info().type().number();
                } catch (FwctlException e) {
                    outcomes.add(e);
                }
            }
            return sum;
        };
    }

    /** Hands a payload over and takes one back, as both sides of a real exchange do. */
    public static Task copying(FwctlDevice device, int bytes, Outcomes outcomes) {
        byte[] from = new byte[bytes];
        byte[] to = new byte[bytes];
        RpcSlot slot = device.newSlot(bytes, bytes);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                slot.request().put(0, from);
                try {
                    sum += device.rpc(slot, Target.SCOPE, bytes, bytes);
                } catch (FwctlException e) {
                    outcomes.add(e);
                }
                slot.response().get(0, to);
                sum += to[0];
            }
            return sum;
        };
    }
}
