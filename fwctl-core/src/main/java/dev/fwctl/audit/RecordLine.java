// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static dev.fwctl.audit.AuditRecord.text;

import java.util.Map;

/** One line about a record, to be read by people; what {@link AuditRecord#toString} makes printable. */
final class RecordLine {
    private RecordLine() {}

    static String of(AuditRecord record) {
        Map<String, Object> members = record.members();
        String start = record.time() + " #" + record.sequence() + " ";
        return switch (record.kind()) {
            case "rpc" -> start + rpc(record);
            case "header" ->
                start + "log begins: " + text(members.get("program")) + " as " + text(members.get("user")) + " ("
                        + members.get("uid") + "), process " + members.get("pid") + " on " + text(members.get("host"));
            case "lost" ->
                start + members.get("count") + " RPCs were not recorded, from " + members.get("from") + " to "
                        + members.get("to");
            case "closed" ->
                start + "log ends"
                        + (record.map("underWay").isEmpty()
                                ? ""
                                : "; " + record.map("underWay").get("count") + " RPCs were under way");
            default -> start + record.kind();
        };
    }

    private static String rpc(AuditRecord record) {
        Map<String, Object> members = record.members();
        StringBuilder line = new StringBuilder()
                .append(record.device())
                .append(" (")
                .append(record.deviceKey())
                .append(") ")
                .append(record.command())
                .append(" at ")
                .append(text(members.get("scope")));
        Map<String, Object> asked = record.map("request");
        if (asked.get("values") instanceof Map<?, ?> values) {
            line.append(' ').append(values);
        }
        line.append(": ").append(record.outcome());
        if (members.get("reason") != null) {
            line.append(", ").append(text(members.get("reason")));
        } else if (!record.map("errno").isEmpty()) {
            line.append(", ").append(text(record.map("errno").get("symbol")));
        } else if (!record.map("firmwareStatus").isEmpty()) {
            line.append(", status ").append(record.map("firmwareStatus"));
        }
        if (record.map("reply").get("values") instanceof Map<?, ?> values) {
            line.append(" -> ").append(values);
        }
        line.append("; effects: ").append(record.effects().isEmpty() ? "none" : String.join(", ", record.effects()));
        if (Boolean.TRUE.equals(record.map("taint").get("tainted"))) {
            line.append("; tainted the kernel");
        }
        return line.append("; ")
                .append(record.duration().toNanos() / 1000)
                .append(" us")
                .toString();
    }
}
