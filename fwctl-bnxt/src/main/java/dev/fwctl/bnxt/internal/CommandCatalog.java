// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.RpcScope;
import dev.fwctl.bnxt.internal.MemoryField.Direction;
import dev.fwctl.bnxt.internal.MemoryField.Room;
import dev.fwctl.json.JsonReader;
import dev.fwctl.layout.UnknownNameException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of {@code commands.json}.
 *
 * @param sources what they were taken from
 * @param byName in the order of their types; unmodifiable
 */
public record CommandCatalog(List<String> sources, Map<String, CommandEntry> byName) {

    static CommandCatalog read(String resource) {
        return JsonReader.resource(CommandCatalog.class, resource, CommandCatalog::document);
    }

    /**
     * The command of that name.
     *
     * @throws UnknownNameException if the driver lets no command of that name through, with names near to it
     */
    public CommandEntry command(String name) {
        CommandEntry found = byName.get(name);
        if (found == null) {
            throw UnknownNameException.of(
                    "the commands that bnxt_fwctl lets through", "command", name, byName.keySet());
        }
        return found;
    }

    /** The command of that type, if the driver lets it through. */
    public Optional<CommandEntry> find(int type) {
        return byName.values().stream().filter(one -> one.type() == type).findFirst();
    }

    private static CommandCatalog document(JsonReader json) throws IOException {
        Map<String, CommandEntry> commands = new LinkedHashMap<>();
        List<String> sources = new ArrayList<>();
        json.object(key -> {
            switch (key) {
                case "schema" -> json.schema("bnxt-commands-1");
                case "name" -> json.text();
                case "sources" -> sources.addAll(json.texts());
                case "errorCodes" -> json.numbers(); // HwrmError has them
                case "commands" -> json.array(CommandCatalog::command).forEach(one -> commands.put(one.name(), one));
                default -> throw json.unknown("key of a catalog", key, List.of());
            }
        });
        return new CommandCatalog(List.copyOf(sources), Collections.unmodifiableMap(commands));
    }

    private static CommandEntry command(JsonReader json) throws IOException {
        CommandEntry.Draft draft = new CommandEntry.Draft();
        json.object(key -> {
            switch (key) {
                case "name" -> draft.name = json.text();
                case "type" -> draft.type = json.integer();
                case "scope" -> draft.scope = RpcScope.of(json.integer());
                case "milliseconds" -> draft.milliseconds = json.integer();
                case "effects" -> draft.effects = HwrmEffects.of(json.texts());
                case "request" -> draft.request = json.text();
                case "reply" -> draft.reply = json.text();
                case "memory" -> draft.memory = json.array(CommandCatalog::memory);
                case "errors" -> draft.errors = errors(json);
                default -> throw json.unknown("key of a command", key, List.of());
            }
        });
        return draft.done();
    }

    private static Map<Integer, String> errors(JsonReader json) throws IOException {
        Map<Integer, String> errors = new LinkedHashMap<>();
        json.object(name -> errors.put(json.integer(), name));
        return errors;
    }

    private static MemoryField memory(JsonReader json) throws IOException {
        var draft = new Object() {
            String field = "";
            int offset;
            Direction direction = Direction.TO_DEVICE;
            String length = "";
            int unit;
            int bytes;
        };
        json.object(key -> {
            switch (key) {
                case "field" -> draft.field = json.text();
                case "offset" -> draft.offset = json.integer();
                case "direction" -> draft.direction = Direction.valueOf(json.text());
                case "length" -> draft.length = json.text();
                case "unit" -> draft.unit = json.integer();
                case "bytes" -> draft.bytes = json.integer();
                case "layout" -> json.text(); // whoever decodes the memory knows what stands there
                default -> throw json.unknown("key of a command's memory", key, List.of());
            }
        });
        Room room = draft.length.isEmpty() ? Room.fixed(draft.bytes) : Room.counted(draft.length, draft.unit);
        return new MemoryField(draft.field, draft.offset, draft.direction, room);
    }
}
