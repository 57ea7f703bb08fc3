// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A command with one byte of memory less than it asks for, behind one of its addresses. The content is zeros. */
public record ShortenedCommand<Q, R>(Command<Q, R> command, int index) implements Command<Q, R> {
    @Override
    public List<Attachment> attachments(Q request) {
        List<Attachment> attachments = new ArrayList<>(command.attachments(request));
        Attachment whole = attachments.get(index);
        int room = whole.room() - 1;
        int length = Math.min(whole.length(), room);
        Attachment shorter = whole.toDevice()
                ? Attachment.toDevice(whole.name(), whole.offset(), length)
                : Attachment.fromDevice(whole.name(), whole.offset(), length);
        attachments.set(index, shorter.withRoom(room));
        return attachments;
    }

    @Override
    public void encodeAttachment(Q request, Attachment attachment, ByteBuffer into) {}

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public int opcode() {
        return command.opcode();
    }

    @Override
    public SpecReference specification() {
        return command.specification();
    }

    @Override
    public Effects effects(Q request) {
        return command.effects(request);
    }

    @Override
    public RpcScope leastScope(Q request) {
        return command.leastScope(request);
    }

    @Override
    public int requestSize(Q request) {
        return command.requestSize(request);
    }

    @Override
    public int responseSize(Q request) {
        return command.responseSize(request);
    }

    @Override
    public void encode(Q request, ByteBuffer into) {
        command.encode(request, into);
    }

    @Override
    public R decode(Q request, Reply reply) {
        return command.decode(request, reply);
    }
}
