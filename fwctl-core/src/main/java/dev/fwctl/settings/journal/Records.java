// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The records of a transaction's file. */
final class Records {
    private static final String SCHEMA = "settings-journal-1";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CHECK = 8;

    private Records() {}

    static byte[] begin(Begin begin) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("record", "begin")
                .put("schema", SCHEMA)
                .put("transaction", begin.transaction())
                .put("made", begin.made().toString())
                .put("host", begin.host().machine())
                .put("boot", begin.host().boot())
                .put("device", begin.device())
                .put("hardware", begin.hardware())
                .put("firmware", begin.firmware());
        ArrayNode units = json.putArray("units");
        for (UnitRecord unit : begin.units()) {
            ObjectNode one = units.addObject().put("key", unit.key()).put("title", unit.title());
            put(one, "before", unit.before());
            put(one, "after", unit.after());
            unit.storedBefore().ifPresent(stored -> one.put("storedBefore", stored));
        }
        ArrayNode settings = json.putArray("settings");
        for (SettingRecord setting : begin.settings()) {
            ObjectNode one = settings.addObject().put("name", setting.name());
            setting.before().ifPresent(raw -> one.set("before", MAPPER.valueToTree(raw)));
        }
        return line(json);
    }

    private static void put(ObjectNode json, String name, Optional<Content> content) {
        content.ifPresent(held -> {
            ObjectNode one = json.putObject(name).put("bytes", HexFormat.of().formatHex(held.bytes()));
            held.digest().ifPresent(digest -> one.put("digest", digest));
        });
    }

    static byte[] writing(int unit) {
        return line(MAPPER.createObjectNode().put("record", "writing").put("unit", unit));
    }

    static byte[] holds(int unit, Content content) {
        ObjectNode json = MAPPER.createObjectNode().put("record", "holds").put("unit", unit);
        put(json, "content", Optional.of(content));
        return line(json);
    }

    static byte[] end(Ending ending) {
        return line(MAPPER.createObjectNode().put("record", "end").put("ending", ending.name()));
    }

    private static byte[] line(ObjectNode json) {
        try {
            String text = MAPPER.writeValueAsString(json);
            return (check(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** A file without a torn last line. */
    static byte[] whole(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        int start = end - 1;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        boolean sound = end > 0 && record(new String(bytes, start, end - 1 - start, StandardCharsets.UTF_8)) != null;
        return Arrays.copyOf(bytes, sound || end == 0 ? end : start);
    }

    /** What a file tells. A torn last line counts as not written; any other that is wrong is none of ours. */
    static Entry read(String file, byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        List<JsonNode> records = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            JsonNode record = record(lines[i]);
            boolean whole = i < lines.length - 1;
            if (record != null && whole) {
                records.add(record);
            } else if (i < lines.length - 2) {
                throw new JournalException(file + ":" + (i + 1) + " is damaged, and not by a crash: records follow it."
                        + " Find out who wrote to it, and use abandon to close it");
            }
        }
        if (records.isEmpty() || !records.get(0).path("schema").asText().equals(SCHEMA)) {
            throw new JournalException(file + " does not begin as a transaction of the schema " + SCHEMA);
        }
        try {
            return entry(records);
        } catch (RuntimeException e) {
            throw new JournalException(file + " has a record that cannot be read", e);
        }
    }

    private static @Nullable JsonNode record(String line) {
        if (line.length() < CHECK + 1 || !line.substring(0, CHECK).equals(check(line.substring(CHECK + 1)))) {
            return null;
        }
        try {
            return MAPPER.readTree(line.substring(CHECK + 1));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Entry entry(List<JsonNode> records) {
        Set<Integer> attempted = new HashSet<>();
        Map<Integer, Content> held = new HashMap<>();
        Optional<Ending> ending = Optional.empty();
        for (JsonNode record : records) {
            int unit = record.path("unit").asInt();
            switch (record.path("record").asText()) {
                case "writing" -> attempted.add(unit);
                case "holds" -> held.put(unit, content(record, "content").orElseThrow());
                case "end" ->
                    ending = Optional.of(Ending.valueOf(record.path("ending").asText()));
                default -> {} // the beginning, which is read below
            }
        }
        return new Entry(beginning(records.get(0)), attempted, held, ending);
    }

    private static Begin beginning(JsonNode json) {
        List<UnitRecord> units = new ArrayList<>();
        for (JsonNode one : json.path("units")) {
            units.add(new UnitRecord(
                    one.path("key").asText(),
                    one.path("title").asText(),
                    content(one, "before"),
                    one.has("storedBefore")
                            ? Optional.of(one.path("storedBefore").asBoolean())
                            : Optional.empty(),
                    content(one, "after")));
        }
        List<SettingRecord> settings = new ArrayList<>();
        for (JsonNode one : json.path("settings")) {
            settings.add(new SettingRecord(one.path("name").asText(), raw(one.get("before"))));
        }
        return new Begin(
                json.path("transaction").asText(),
                Instant.parse(json.path("made").asText()),
                new Host(json.path("host").asText(), json.path("boot").asText()),
                json.path("device").asText(),
                json.path("hardware").asText(),
                json.path("firmware").asText(),
                units,
                settings);
    }

    private static Optional<Content> content(JsonNode json, String name) {
        JsonNode one = json.get(name);
        return one == null
                ? Optional.empty()
                : Optional.of(new Content(
                        HexFormat.of().parseHex(one.path("bytes").asText()),
                        one.has("digest") ? Optional.of(one.path("digest").asText()) : Optional.empty()));
    }

    private static Optional<Object> raw(@Nullable JsonNode json) {
        return json == null ? Optional.empty() : Optional.of(MAPPER.convertValue(json, Object.class));
    }
}
