// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import dev.fwctl.Attachment;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlNode;
import dev.fwctl.KernelTaint;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
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
    private final byte[] process;
    private final Secrets secrets;
    private final Function<FwctlNode, String> firmware;
    private final int rawLimit;
    private final SharedMembers<Device> devices = new SharedMembers<>(EventJson::device);
    private final SharedMembers<What> whats = new SharedMembers<>(EventJson::what);

    private record Device(FwctlNode node, String firmware) {}

    private record What(String command, int opcode, RpcScope scope, Effects effects, SpecReference specification) {}

    public EventJson(ProcessFacts process, Secrets secrets, Function<FwctlNode, String> firmware, int rawLimit) {
        this.process = Members.of(json -> process(json, process));
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
        return Members.of(json -> {
            json.text("kind", "rpc");
            json.text("time", Timestamp.of(event.start()));
            json.all(process);
            RpcCall call = event.call();
            devices.write(json, new Device(call.node(), firmware.apply(call.node())));
            whats.write(
                    json,
                    new What(call.command(), call.opcode(), call.scope(), event.effects(), event.specification()));
            sake(json, event);
            json.text("policy", event.policy());
            json.flag("allowed", event.verdict().allowed());
            if (!event.verdict().allowed()) {
                json.text("reason", event.verdict().reason());
            }
            json.text("outcome", event.outcome().toString());
            json.flag("sent", event.sent());
            payload(json, "request", event.request(), request, request.secret());
            attachments(json, event, request.secret(), secretReply);
            json.number("replyRoom", event.replyRoom());
            if (event.sent()) {
                payload(json, "reply", event.reply(), reply, secretReply);
            }
            failure(json, event, secretReply);
            json.number("nanos", event.duration().toNanos());
            taint(json, event);
        });
    }

    private static void process(Members json, ProcessFacts process) {
        json.text("boot", process.boot());
        json.number("pid", process.pid());
        json.text("user", process.user());
        json.number("uid", process.uid());
    }

    private static void device(Members json, Device device) {
        json.beginObject("device");
        json.text("name", device.node().name());
        json.text("key", device.node().stableKey());
        json.text("driver", device.node().driver().orElse(""));
        json.text("firmware", device.firmware());
        json.endObject();
    }

    private static void what(Members json, What what) {
        json.text("command", what.command());
        json.number("opcode", Integer.toUnsignedLong(what.opcode()));
        json.text("scope", what.scope().uapiName());
        effects(json, what.effects());
        json.beginObject("specification");
        json.text("document", what.specification().document());
        json.text("section", what.specification().section());
        json.endObject();
    }

    /** What it is about, and what it was sent for; what nobody said is left out. */
    private static void sake(Members json, RpcEvent event) {
        List<String> about;
        try {
            about = event.about();
        } catch (RuntimeException e) {
            about = List.of("untold: " + e.getClass().getName());
        }
        if (!about.isEmpty()) {
            json.beginArray("about");
            for (String subject : about) {
                json.text(String.valueOf(subject));
            }
            json.endArray();
        }
        told(json, "actor", event.context().actor());
        told(json, "ticket", event.context().ticket());
        told(json, "transaction", event.context().transaction());
    }

    private static void told(Members json, String name, String text) {
        if (!text.isEmpty()) {
            json.text(name, text);
        }
    }

    private static void effects(Members json, Effects effects) {
        json.beginObject("effects");
        json.text("source", effects.source().toString());
        json.flag("known", !effects.isUnknown());
        json.number("word", effects.word());
        json.beginArray("names");
        for (Effect effect : effects.asSet()) {
            json.text(effect.toString());
        }
        json.endArray();
        json.endObject();
    }

    private void payload(Members json, String name, ByteBuffer bytes, Described described, boolean secret) {
        json.beginObject(name);
        content(json, bytes, secret);
        if (!described.values().isEmpty()) {
            json.name("values");
            new Values(json, secrets, 2 * Math.max(rawLimit, 64)).write(described.values());
        }
        json.endObject();
    }

    /** What comes from the device says something only where the kernel was asked. */
    private void attachments(Members json, RpcEvent event, boolean secretRequest, boolean secretReply) {
        if (event.attachments().isEmpty()) {
            return;
        }
        json.beginArray("attachments");
        for (RpcEvent.Attached attached : event.attachments()) {
            Attachment attachment = attached.attachment();
            json.beginObject();
            json.text("name", attachment.name());
            json.number("offset", attachment.offset());
            json.text("direction", attachment.toDevice() ? "to device" : "from device");
            json.number("room", attachment.room());
            if (attachment.echo().isPresent()) {
                json.number("echo", attachment.echo().getAsInt());
            }
            content(json, attached.content(), attachment.toDevice() ? secretRequest : secretReply);
            json.endObject();
        }
        json.endArray();
    }

    /** Length and bytes, or what stands in their place. */
    private void content(Members json, ByteBuffer bytes, boolean secret) {
        int length = bytes.limit();
        json.number("length", length);
        if (secret) {
            byte[] all = new byte[length];
            bytes.get(0, all);
            json.text("withheld", secrets.digest(all));
        } else {
            int shown = Math.min(length, rawLimit);
            json.hex("hex", bytes, shown);
            if (length > shown) {
                MessageDigest digest = ChainedLine.sha256();
                digest.update(bytes.position(0).limit(length));
                json.text("sha256", HexFormat.of().formatHex(digest.digest()));
            }
        }
    }

    private void failure(Members json, RpcEvent event, boolean secret) {
        Throwable failure = event.failure().orElse(null);
        if (failure == null) {
            return;
        }
        Errno errno = event.errno().orElse(null);
        if (errno != null) {
            json.beginObject("errno");
            json.number("number", errno.number());
            json.text("symbol", errno.symbol());
            json.endObject();
        }
        if (failure instanceof FirmwareException refused) {
            json.beginObject("firmwareStatus");
            json.number("number", refused.status());
            for (Map.Entry<String, Object> detail : refused.details().entrySet()) {
                json.name(detail.getKey());
                new Values(json, secrets, 1024).write(detail.getValue());
            }
            json.endObject();
        }
        json.text("exception", failure.getClass().getName());
        if (!secret && failure.getMessage() != null) {
            json.name("message");
            new Values(json, secrets, 2048).write(failure.getMessage());
        }
    }

    private static void taint(Members json, RpcEvent event) {
        KernelTaint taint = event.taint().orElse(null);
        if (taint != null) {
            json.beginObject("taint");
            json.number("before", taint.before());
            json.number("after", taint.after());
            json.flag("tainted", taint.tainted());
            json.flag("alone", taint.alone());
            json.endObject();
        }
    }
}
