// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.layout.Sensitive;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command for tests: 4 bytes opcode, 4 bytes number, 8 bytes key, and as many bytes of padding as asked for; the
 * reply is a status of 4 bytes and a number of 4 bytes.
 */
public record ToyCommand(String name, int opcode, SpecReference specification, Effects published, RpcScope scope)
        implements Command<ToyCommand.Request, Integer> {
    public static final SpecReference SPEC = new SpecReference("Toy Firmware 1.0", "2.1");
    public static final ToyCommand READ = new ToyCommand(
            "toy.read", 0x10, SPEC, Effects.none(Effects.Source.SPECIFICATION), RpcScope.DEBUG_READ_ONLY);
    public static final ToyCommand WRITE = new ToyCommand(
            "toy.write",
            0x11,
            SPEC,
            Effects.of(Effects.Source.DEVICE, Effect.IMMEDIATE_CONFIGURATION_CHANGE),
            RpcScope.DEBUG_WRITE);

    /** A number, a secret key, 0 for none, and how long the request is beyond its 16 bytes. */
    public record Request(int number, long key, int padding) {
        public static Request of(int number) {
            return new Request(number, 0, 0);
        }
    }

    @Override
    public Effects effects(Request request) {
        return published;
    }

    @Override
    public RpcScope leastScope(Request request) {
        return scope;
    }

    @Override
    public int requestSize(Request request) {
        return 16 + request.padding();
    }

    @Override
    public int responseSize(Request request) {
        return 8;
    }

    @Override
    public void encode(Request request, ByteBuffer into) {
        into.putInt(0, opcode).putInt(4, request.number()).putLong(8, request.key());
    }

    @Override
    public Integer decode(Request request, Reply reply) {
        reply.require(8, "toy reply");
        int status = reply.buffer().getInt(0);
        if (status != 0) {
            throw new ToyException(reply.call(), status);
        }
        return reply.buffer().getInt(4);
    }

    @Override
    public List<String> about(Request request) {
        return List.of("BOX", "number-" + request.number());
    }

    @Override
    public Map<String, Object> describe(Request request) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("number", request.number());
        if (request.key() != 0) {
            text.put("key", new Sensitive(request.key()));
        }
        return text;
    }

    @Override
    public Map<String, Object> describeReply(Request request, Integer reply) {
        return Map.of("answer", reply);
    }

    @Override
    public boolean sensitiveReply(Request request) {
        return request.key() != 0;
    }

    /** What the toy firmware refuses. */
    public static final class ToyException extends FirmwareException {
        private static final long serialVersionUID = 1;

        ToyException(RpcCall call, int status) {
            super(call, status, "toy status " + status, "");
        }

        @Override
        public Map<String, Object> details() {
            return Map.of("syndrome", "0x" + Long.toHexString(status() * 3));
        }
    }

    /** Answers number + 1; a number of 1000 or more is refused with itself as status, one below 0 is that errno. */
    public static int firmware(int scope, ByteBuffer request, ByteBuffer reply) {
        int number = request.getInt(4);
        if (number < 0) {
            return number;
        }
        reply.putInt(0, number >= 1000 ? number : 0).putInt(4, number + 1);
        return 8;
    }
}
