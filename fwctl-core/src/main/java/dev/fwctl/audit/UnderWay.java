// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.RpcCall;
import dev.fwctl.audit.line.Members;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The RPCs that have begun and not ended, by identity: two threads may make calls that are equal. Not thread-safe.
 */
final class UnderWay {
    /** How many a line names; the rest it counts. */
    private static final int NAMED = 64;

    private final IdentityHashMap<RpcCall, Instant> calls = new IdentityHashMap<>();

    void add(RpcCall call) {
        calls.put(call, Instant.now());
    }

    void remove(RpcCall call) {
        calls.remove(call);
    }

    boolean has(RpcCall call) {
        return calls.containsKey(call);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Says which they are, if there are any. */
    void write(Members json) {
        if (calls.isEmpty()) {
            return;
        }
        json.beginObject("underWay");
        json.number("count", calls.size());
        json.beginArray("calls");
        int named = 0;
        for (Map.Entry<RpcCall, Instant> entry : calls.entrySet()) {
            if (named++ == NAMED) {
                break;
            }
            RpcCall call = entry.getKey();
            json.beginObject();
            json.text("time", entry.getValue().toString());
            json.text("device", call.node().stableKey());
            json.text("command", call.command());
            json.text("scope", call.scope().uapiName());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
}
