// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Any operation by its numbers, with bytes. Nobody documented what it does: it is sent only under a policy that allows
 * undocumented commands.
 */
final class PdsRpc extends PdsCommand<PdsRpc.Request, byte[]> {
    static final PdsRpc COMMAND = new PdsRpc();

    /**
     * What to send.
     *
     * @param operation which operation
     * @param payload its payload
     * @param room bytes of room for the response
     */
    record Request(PdsOperation operation, byte[] payload, int room) {
        Request {
            if (room < 0) {
                throw new IllegalArgumentException("there is no room of " + room + " bytes");
            }
            payload = payload.clone();
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Request other
                    && operation.equals(other.operation)
                    && room == other.room
                    && Arrays.equals(payload, other.payload);
        }

        @Override
        public int hashCode() {
            return (operation.hashCode() * 31 + room) * 31 + Arrays.hashCode(payload);
        }

        @Override
        public String toString() {
            return operation + ", " + payload.length + " bytes, room for " + room;
        }
    }

    private PdsRpc() {}

    @Override
    public String name() {
        return "pds.rpc";
    }

    @Override
    public SpecReference specification() {
        return SpecReference.UNDOCUMENTED;
    }

    @Override
    public Effects effects(Request request) {
        return Effects.unknown();
    }

    @Override
    protected PdsOperation operation(Request request) {
        return request.operation();
    }

    @Override
    protected int payloadSize(Request request) {
        return request.payload().length;
    }

    @Override
    protected int responseRoom(Request request) {
        return request.room();
    }

    @Override
    protected void writePayload(Request request, ByteBuffer into) {
        into.put(0, request.payload());
    }

    @Override
    protected byte[] readPayload(Request request, ByteBuffer response, Reply reply) {
        byte[] payload = new byte[request.room()];
        response.get(0, payload);
        return payload;
    }
}
