// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fwctl.RpcCall;
import java.io.IOException;
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
    void write(JsonGenerator json) throws IOException {
        if (calls.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("underWay");
        json.writeNumberField("count", calls.size());
        json.writeArrayFieldStart("calls");
        int named = 0;
        for (Map.Entry<RpcCall, Instant> entry : calls.entrySet()) {
            if (named++ == NAMED) {
                break;
            }
            RpcCall call = entry.getKey();
            json.writeStartObject();
            json.writeStringField("time", entry.getValue().toString());
            json.writeStringField("device", call.node().stableKey());
            json.writeStringField("command", call.command());
            json.writeStringField("scope", call.scope().uapiName());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
