// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FirmwareException;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A typed command with a small reply: the {@link Target}'s request, and the first 16 bytes of its answer as a record. */
public final class Query implements Command<Query.Request, Query.Answer> {
    /**
     * The request.
     *
     * @param words its bytes, eight at a time, little-endian
     * @param replyBytes room for the reply
     * @param status where the reply says whether it worked
     */
    public record Request(long[] words, int replyBytes, Status status) {
        public static Request of(Target target) {
            byte[] bytes = target.requestBytes();
            ByteBuffer padded = ByteBuffer.allocate(bytes.length + 7 & ~7)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(bytes);
            long[] words = new long[padded.capacity() / Long.BYTES];
            for (int i = 0; i < words.length; i++) {
                words[i] = padded.getLong(i * Long.BYTES);
            }
            return new Request(words, target.replyBytes(), target.status());
        }
    }

    /**
     * The reply.
     *
     * @param first bytes 0 to 3
     * @param second bytes 4 to 7
     * @param third bytes 8 to 11
     * @param fourth bytes 12 to 15
     */
    public record Answer(int first, int second, int third, int fourth) {}

    public static final Query COMMAND = new Query();

    private static final SpecReference SPECIFICATION = new SpecReference("ioctl_fionread(2)", "FIONREAD");
    private static final Effects EFFECTS = Effects.none(Effects.Source.SPECIFICATION);
    private static final BitField FIRST = BitField.le(0, 0, 32);
    private static final BitField SECOND = BitField.le(4, 0, 32);
    private static final BitField THIRD = BitField.le(8, 0, 32);
    private static final BitField FOURTH = BitField.le(12, 0, 32);
    private static final int ANSWER_BYTES = 16;

    private Query() {}

    @Override
    public String name() {
        return "bench.query";
    }

    @Override
    public int opcode() {
        return 1;
    }

    @Override
    public SpecReference specification() {
        return SPECIFICATION;
    }

    @Override
    public Effects effects(Request request) {
        return EFFECTS;
    }

    @Override
    public RpcScope leastScope(Request request) {
        return Target.SCOPE;
    }

    @Override
    public int requestSize(Request request) {
        return request.words.length * Long.BYTES;
    }

    @Override
    public int responseSize(Request request) {
        return request.replyBytes;
    }

    @Override
    public void encode(Request request, ByteBuffer into) {
        for (int i = 0; i < request.words.length; i++) {
            into.putLong(i * Long.BYTES, request.words[i]);
        }
    }

    @Override
    public Answer decode(Request request, Reply reply) {
        reply.require(ANSWER_BYTES, "the answer");
        ByteBuffer buffer = reply.buffer();
        if (request.status.at() >= 0 && request.status.in(buffer, 0) != 0) {
            throw new FirmwareException(reply.call(), request.status.in(buffer, 0), "refused", "");
        }
        return new Answer((int) FIRST.get(buffer, 0), (int) SECOND.get(buffer, 0), (int) THIRD.get(buffer, 0), (int)
                FOURTH.get(buffer, 0));
    }
}
