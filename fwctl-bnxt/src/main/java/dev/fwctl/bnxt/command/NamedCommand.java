// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.command;

import dev.fwctl.Attachment;
import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.CommandEntry;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.MemoryField;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command of the driver's list that is called by its name, with bytes, or with fields where the public header gives its
 * structure.
 */
final class NamedCommand extends HwrmCommand<HwrmRequest, HwrmReply> {
    NamedCommand(CommandEntry entry) {
        super(entry);
    }

    /** Where the driver wants a structure's size exactly, all of it is sent. */
    @Override
    public int requestSize(HwrmRequest request) {
        int given = REQUEST_HEADER + request.length();
        return entry().memory().isEmpty()
                ? given
                : Math.max(given, layout(entry().request()).size());
    }

    @Override
    public int responseSize(HwrmRequest request) {
        return request.replyBytes();
    }

    @Override
    protected void writeRequest(HwrmRequest request, ByteBuffer into) {
        into.put(REQUEST_HEADER, request.body());
    }

    @Override
    public List<Attachment> attachments(HwrmRequest request) {
        if (entry().memory().isEmpty()) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.allocate(requestSize(request)).order(ByteOrder.LITTLE_ENDIAN);
        writeRequest(request, bytes);
        List<Attachment> attachments = new ArrayList<>();
        for (MemoryField field : entry().memory()) {
            attachments.add(attachment(field, request, bytes));
        }
        return attachments;
    }

    private Attachment attachment(MemoryField field, HwrmRequest request, ByteBuffer bytes) {
        int room = room(field, bytes);
        if (!field.toDevice()) {
            return Attachment.fromDevice(field.field(), field.offset(), room);
        }
        byte[] content = Optional.ofNullable(request.memory().get(field.field()))
                .orElseThrow(() -> new IllegalArgumentException(
                        name() + " reads memory at " + field.field() + ", and the request has none of that name"));
        return Attachment.toDevice(field.field(), field.offset(), content.length)
                .withRoom(Math.max(room, content.length));
    }

    private int room(MemoryField field, ByteBuffer bytes) {
        long room = field.room(layout(entry().request()), bytes);
        if (room > MOST_MEMORY) {
            throw new IllegalArgumentException(name() + ": the driver takes memory of up to " + MOST_MEMORY + " bytes; "
                    + field.room().length() + " says " + room);
        }
        return (int) room;
    }

    @Override
    public void encodeAttachment(HwrmRequest request, Attachment attachment, ByteBuffer into) {
        into.put(0, request.memory().get(attachment.name()));
    }

    @Override
    protected HwrmReply readReply(HwrmRequest request, Reply reply, ByteBuffer bytes) {
        byte[] body = new byte[request.replyBytes() - REPLY_HEADER];
        bytes.get(REPLY_HEADER, body);
        Map<String, byte[]> memory = new HashMap<>();
        for (MemoryField field : entry().memory()) {
            if (!field.toDevice()) {
                ByteBuffer content = reply.attachment(field.field());
                byte[] copy = new byte[content.limit()];
                content.get(0, copy);
                memory.put(field.field(), copy);
            }
        }
        return new HwrmReply(body, memory);
    }

    /** Makes a request from fields of the structure. */
    HwrmRequest request(Map<String, ?> fields) {
        Layout request = layout(entry().request());
        ByteBuffer bytes = ByteBuffer.allocate(request.size()).order(ByteOrder.LITTLE_ENDIAN);
        request.write(bytes, 0, fields);
        byte[] body = new byte[request.size() - REQUEST_HEADER];
        bytes.get(REQUEST_HEADER, body);
        return new HwrmRequest(body, layout(entry().reply()).size());
    }

    /** The fields of a reply, all but the header's. */
    Map<String, Object> fields(HwrmReply reply) {
        Layout layout = layout(entry().reply());
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(layout.size(), REPLY_HEADER + reply.body().length));
        bytes.put(REPLY_HEADER, reply.body());
        return new Structure(layout, bytes.order(ByteOrder.LITTLE_ENDIAN)).fields();
    }

    private Layout layout(String layout) {
        return Optional.of(layout)
                .filter(name -> !name.isEmpty())
                .map(Catalogs.LAYOUTS::layout)
                .orElseThrow(() -> new IllegalArgumentException(
                        entry().name() + " has no structure in the kernel's header; send its bytes as an HwrmRequest"));
    }
}
