// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fwctl.Attachment;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlNode;
import dev.fwctl.KernelTaint;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes of an event the members of its line. Runs on the RPC's own thread, so that RPCs share this work instead of
 * queueing for it, and while the event's buffers are valid.
 */
public final class EventJson {
    private final ProcessFacts process;
    private final Secrets secrets;
    private final Function<FwctlNode, String> firmware;
    private final int rawLimit;

    public EventJson(ProcessFacts process, Secrets secrets, Function<FwctlNode, String> firmware, int rawLimit) {
        this.process = process;
        this.secrets = secrets;
        this.firmware = firmware;
        this.rawLimit = rawLimit;
    }

    /** A description, or the admission that there is none. */
    private record Described(Map<String, Object> values, boolean secret) {
        static Described of(Supplier<Map<String, Object>> description) {
            try {
                Map<String, Object> values = description.get();
                return new Described(values, Values.hold(values));
            } catch (RuntimeException e) {
                // Without it nobody knows what is secret, so everything is.
                return new Described(Map.of("undescribed", e.getClass().getName()), true);
            }
        }
    }

    public byte[] members(RpcEvent event) {
        Described request = Described.of(event::requestDescription);
        Described reply = Described.of(event::replyDescription);
        // A driver may answer in the request's own memory, so a secret that was sent may come back.
        boolean secretReply = request.secret() || reply.secret() || event.sensitiveReply();
        return JsonMembers.of(json -> {
            json.writeStringField("kind", "rpc");
            json.writeStringField("time", event.start().toString());
            json.writeStringField("boot", process.boot());
            json.writeNumberField("pid", process.pid());
            json.writeStringField("user", process.user());
            json.writeNumberField("uid", process.uid());
            what(json, event);
            sake(json, event);
            json.writeStringField("policy", event.policy());
            json.writeBooleanField("allowed", event.verdict().allowed());
            if (!event.verdict().allowed()) {
                json.writeStringField("reason", event.verdict().reason());
            }
            json.writeStringField("outcome", event.outcome().toString());
            json.writeBooleanField("sent", event.sent());
            payload(json, "request", event.request(), request, request.secret());
            attachments(json, event, request.secret(), secretReply);
            json.writeNumberField("replyRoom", event.replyRoom());
            if (event.sent()) {
                payload(json, "reply", event.reply(), reply, secretReply);
            }
            failure(json, event, secretReply);
            json.writeNumberField("nanos", event.duration().toNanos());
            taint(json, event);
        });
    }

    private void what(JsonGenerator json, RpcEvent event) throws IOException {
        RpcCall call = event.call();
        FwctlNode node = call.node();
        json.writeObjectFieldStart("device");
        json.writeStringField("name", node.name());
        json.writeStringField("key", node.stableKey());
        json.writeStringField("driver", node.driver().orElse(""));
        json.writeStringField("firmware", firmware.apply(node));
        json.writeEndObject();
        json.writeStringField("command", call.command());
        json.writeNumberField("opcode", Integer.toUnsignedLong(call.opcode()));
        json.writeStringField("scope", call.scope().uapiName());
        effects(json, event.effects());
        json.writeObjectFieldStart("specification");
        json.writeStringField("document", event.specification().document());
        json.writeStringField("section", event.specification().section());
        json.writeEndObject();
    }

    /** What it is about, and what it was sent for; what nobody said is left out. */
    private static void sake(JsonGenerator json, RpcEvent event) throws IOException {
        List<String> about;
        try {
            about = event.about();
        } catch (RuntimeException e) {
            about = List.of("untold: " + e.getClass().getName());
        }
        if (!about.isEmpty()) {
            json.writeArrayFieldStart("about");
            for (String subject : about) {
                json.writeString(subject);
            }
            json.writeEndArray();
        }
        told(json, "actor", event.context().actor());
        told(json, "ticket", event.context().ticket());
        told(json, "transaction", event.context().transaction());
    }

    private static void told(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void effects(JsonGenerator json, Effects effects) throws IOException {
        json.writeObjectFieldStart("effects");
        json.writeStringField("source", effects.source().toString());
        json.writeBooleanField("known", !effects.isUnknown());
        json.writeNumberField("word", effects.word());
        json.writeArrayFieldStart("names");
        for (Effect effect : effects.asSet()) {
            json.writeString(effect.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void payload(JsonGenerator json, String name, ByteBuffer bytes, Described described, boolean secret)
            throws IOException {
        json.writeObjectFieldStart(name);
        content(json, bytes, secret);
        if (!described.values().isEmpty()) {
            json.writeFieldName("values");
            new Values(json, secrets, 2 * Math.max(rawLimit, 64)).write(described.values());
        }
        json.writeEndObject();
    }

    /** What comes from the device says something only where the kernel was asked. */
    private void attachments(JsonGenerator json, RpcEvent event, boolean secretRequest, boolean secretReply)
            throws IOException {
        if (event.attachments().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attachments");
        for (RpcEvent.Attached attached : event.attachments()) {
            Attachment attachment = attached.attachment();
            json.writeStartObject();
            json.writeStringField("name", attachment.name());
            json.writeNumberField("offset", attachment.offset());
            json.writeStringField("direction", attachment.toDevice() ? "to device" : "from device");
            json.writeNumberField("room", attachment.room());
            if (attachment.echo().isPresent()) {
                json.writeNumberField("echo", attachment.echo().getAsInt());
            }
            content(json, attached.content(), attachment.toDevice() ? secretRequest : secretReply);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Length and bytes, or what stands in their place. */
    private void content(JsonGenerator json, ByteBuffer bytes, boolean secret) throws IOException {
        int length = bytes.limit();
        json.writeNumberField("length", length);
        if (secret) {
            byte[] all = new byte[length];
            bytes.get(0, all);
            json.writeStringField("withheld", secrets.digest(all));
        } else {
            byte[] beginning = new byte[Math.min(length, rawLimit)];
            bytes.get(0, beginning);
            json.writeStringField("hex", HexFormat.of().formatHex(beginning));
            if (length > beginning.length) {
                MessageDigest digest = ChainedLine.sha256();
                digest.update(bytes.position(0).limit(length));
                json.writeStringField("sha256", HexFormat.of().formatHex(digest.digest()));
            }
        }
    }

    private void failure(JsonGenerator json, RpcEvent event, boolean secret) throws IOException {
        Throwable failure = event.failure().orElse(null);
        if (failure == null) {
            return;
        }
        Errno errno = event.errno().orElse(null);
        if (errno != null) {
            json.writeObjectFieldStart("errno");
            json.writeNumberField("number", errno.number());
            json.writeStringField("symbol", errno.symbol());
            json.writeEndObject();
        }
        if (failure instanceof FirmwareException refused) {
            json.writeObjectFieldStart("firmwareStatus");
            json.writeNumberField("number", refused.status());
            for (Map.Entry<String, Object> detail : refused.details().entrySet()) {
                json.writeFieldName(detail.getKey());
                new Values(json, secrets, 1024).write(detail.getValue());
            }
            json.writeEndObject();
        }
        json.writeStringField("exception", failure.getClass().getName());
        if (!secret && failure.getMessage() != null) {
            json.writeFieldName("message");
            new Values(json, secrets, 2048).write(failure.getMessage());
        }
    }

    private static void taint(JsonGenerator json, RpcEvent event) throws IOException {
        KernelTaint taint = event.taint().orElse(null);
        if (taint != null) {
            json.writeObjectFieldStart("taint");
            json.writeNumberField("before", taint.before());
            json.writeNumberField("after", taint.after());
            json.writeBooleanField("tainted", taint.tainted());
            json.writeBooleanField("alone", taint.alone());
            json.writeEndObject();
        }
    }
}
