// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.RpcContext;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.line.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log as it is read. Immutable. What a line lacks is empty, never an error: a log may have been written by
 * another version, or not be one at all, so {@linkplain AuditVerifier verify} it before it is believed.
 */
public final class AuditRecord {
    private final Map<String, Object> members;

    AuditRecord(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /**
     * All members of the line's JSON object.
     *
     * @return maps, lists, strings, numbers and booleans by name, in order
     */
    public Map<String, Object> members() {
        return members;
    }

    /**
     * The line's number in its series.
     *
     * @return 0 or more; -1 if the line has none
     */
    public long sequence() {
        return number(members.get("seq"), -1);
    }

    /**
     * What the line is about.
     *
     * @return {@code header}, {@code rpc}, {@code lost} or {@code closed}
     */
    public String kind() {
        return text(members.get("kind"));
    }

    /**
     * When it began.
     *
     * @return {@link Instant#EPOCH} if the line does not say
     */
    public Instant time() {
        try {
            return Instant.parse(text(members.get("time")));
        } catch (java.time.format.DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * The device's name at that time.
     *
     * @return for example {@code fwctl0}
     */
    public String device() {
        return text(map("device").get("name"));
    }

    /**
     * The device's stable key.
     *
     * @return for example {@code pci-0000:03:00.0}
     */
    public String deviceKey() {
        return text(map("device").get("key"));
    }

    /**
     * The driver behind the device.
     *
     * @return for example {@code mlx5_core}
     */
    public String driver() {
        return text(map("device").get("driver"));
    }

    /**
     * The command.
     *
     * @return its name
     */
    public String command() {
        return text(members.get("command"));
    }

    /**
     * What the request was about, from the general to the special: a register, settings, a Feature.
     *
     * @return empty if the line does not say
     */
    public List<String> about() {
        return members.get("about") instanceof List<?> list
                ? list.stream().map(AuditRecord::text).toList()
                : List.of();
    }

    /**
     * What it was sent for, as the program said.
     *
     * @return actor, ticket and transaction, each of which may be empty
     */
    public RpcContext context() {
        return new RpcContext(
                text(members.get("actor")), text(members.get("ticket")), text(members.get("transaction")));
    }

    /**
     * The scope that was declared.
     *
     * @return empty if the line names none that this version knows
     */
    public Optional<RpcScope> scope() {
        String name = text(members.get("scope"));
        for (RpcScope scope : RpcScope.values()) {
            if (scope.uapiName().equals(name)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    /**
     * What the request could do.
     *
     * @return the effects' names; {@code unknown} among them if nobody knew
     */
    public Set<String> effects() {
        Set<String> names = new LinkedHashSet<>();
        if (map("effects").get("names") instanceof List<?> list) {
            list.forEach(name -> names.add(text(name)));
        }
        if (!Boolean.TRUE.equals(map("effects").get("known"))) {
            names.add("unknown");
        }
        return names;
    }

    /**
     * How it ended.
     *
     * @return {@code done}, {@code refused by policy}, {@code failed} or {@code refused by firmware}
     */
    public String outcome() {
        return text(members.get("outcome"));
    }

    /**
     * Whether the kernel was asked.
     *
     * @return false for what the policy refused
     */
    public boolean sent() {
        return Boolean.TRUE.equals(members.get("sent"));
    }

    /**
     * How long the system call took.
     *
     * @return zero if nothing was sent
     */
    public Duration duration() {
        return Duration.ofNanos(number(members.get("nanos"), 0));
    }

    /**
     * The kernel's answer, if it refused.
     *
     * @return the errno
     */
    public OptionalInt errno() {
        long number = number(map("errno").get("number"), 0);
        return number > 0 && number < 4096 ? OptionalInt.of((int) number) : OptionalInt.empty();
    }

    /**
     * The request's bytes.
     *
     * @return empty unless the log has all of them
     */
    public Optional<byte[]> request() {
        return bytes("request");
    }

    /**
     * The reply's bytes.
     *
     * @return empty unless the log has all of them
     */
    public Optional<byte[]> reply() {
        return bytes("reply");
    }

    /**
     * The SHA-256 of a reply that was too long to be recorded whole.
     *
     * @return 64 hexadecimal digits; empty if it was recorded whole, or withheld
     */
    public Optional<String> replyDigest() {
        return Optional.ofNullable(map("reply").get("sha256")).map(Object::toString);
    }

    /**
     * The memory that the request pointed at. Its addresses are not recorded.
     *
     * @return in the request's order; empty if there was none, or if what the line says of it makes no sense
     */
    public List<RecordedAttachment> attachments() {
        return members.get("attachments") instanceof List<?> list ? RecordedAttachment.of(list) : List.of();
    }

    /** Whether the request pointed at memory, legibly or not. */
    boolean hasAttachments() {
        return members.get("attachments") != null;
    }

    /**
     * How many bytes of reply were asked for.
     *
     * @return 0 or more
     */
    public int replyRoom() {
        return (int) Math.max(0, Math.min(number(members.get("replyRoom"), 0), Integer.MAX_VALUE));
    }

    /**
     * One line to be read by people: when, which device, what, how it ended, what it did. Never more than one line, and
     * without control characters, whatever the log holds.
     */
    @Override
    public String toString() {
        return Printable.of(RecordLine.of(this));
    }

    private Optional<byte[]> bytes(String member) {
        return bytes(map(member));
    }

    /** The bytes of a payload, if they were recorded whole. */
    static Optional<byte[]> bytes(Map<?, ?> payload) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text(payload.get("hex")));
            return payload.containsKey("hex") && bytes.length == number(payload.get("length"), -1)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // JSON has only strings for names
    Map<String, Object> map(String member) {
        return members.get(member) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static long number(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }
}
