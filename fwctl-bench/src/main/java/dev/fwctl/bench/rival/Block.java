// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory that a program without the library would have: one block of memory with {@code struct fwctl_rpc}, the
 * request behind it, and the reply behind that; and what it would look at after each call.
 */
final class Block {
    static final int HEADER = 32;
    static final int OUT_LEN = 12;

    final Memory memory;
    /** A direct buffer over it, because {@code setInt} of JNA's Memory is a native call itself. */
    final ByteBuffer fields;

    /** What the ioctl gets. */
    final long argument;

    private final int room;
    private final int reply;
    private final Status status;
    private final Outcomes outcomes;

    Block(Target target, Outcomes outcomes) {
        byte[] request = target.requestBytes();
        this.outcomes = outcomes;
        this.status = target.status();
        this.room = target.replyBytes();
        this.reply = HEADER + (request.length + 7 & ~7);
        this.memory = new Memory(reply + Math.max(room, status.end()) + 8L);
        memory.clear();
        memory.setInt(0, HEADER);
        memory.setInt(4, Target.SCOPE.value());
        memory.setInt(8, request.length);
        memory.setInt(OUT_LEN, room);
        memory.write(HEADER, request, 0, request.length);
        memory.setLong(16, Pointer.nativeValue(memory) + HEADER);
        memory.setLong(24, Pointer.nativeValue(memory) + reply);
        this.fields = memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
        this.argument = Pointer.nativeValue(memory) + target.argumentOffset();
    }

    /** Before a call: how much room there is for the reply. */
    void before() {
        fields.putInt(OUT_LEN, room);
    }

    /** After a call that the kernel did not refuse. Returns the reply's length. */
    long after() {
        return after(fields.getInt(OUT_LEN));
    }

    long after(int length) {
        if (status.at() >= 0) {
            if (length < status.at() + status.bytes()) {
                outcomes.cutShort(length);
            } else if (status.in(fields, reply) != 0) {
                outcomes.status(status.in(fields, reply));
            }
        }
        return length;
    }
}
