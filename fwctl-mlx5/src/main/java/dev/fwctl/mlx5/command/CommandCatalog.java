// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.RpcScope;
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
 * @param byName in the order of their opcodes; unmodifiable
 */
record CommandCatalog(List<String> sources, Map<String, CommandEntry> byName) {

    /** The commands that Linux's fwctl driver lets through. */
    static CommandCatalog ofKernel() {
        return Kernel.CATALOG;
    }

    /** Loaded with its first use, as a class is. */
    private static final class Kernel {
        static final CommandCatalog CATALOG = read("/dev-fwctl-mlx5/commands.json");
    }

    private static CommandCatalog read(String resource) {
        return JsonReader.resource(CommandCatalog.class, resource, CommandCatalog::document);
    }

    /**
     * The command of that name.
     *
     * @throws UnknownNameException if the kernel lets no command of that name through, with names near to it
     */
    CommandEntry command(String name) {
        CommandEntry found = byName.get(name);
        if (found == null) {
            throw UnknownNameException.of("the kernel's whitelist for mlx5", "command", name, byName.keySet());
        }
        return found;
    }

    /** The command with that opcode, if the kernel lets it through. */
    Optional<CommandEntry> find(int opcode) {
        return byName.values().stream().filter(one -> one.opcode() == opcode).findFirst();
    }

    private static CommandCatalog document(JsonReader json) throws IOException {
        Map<String, CommandEntry> commands = new LinkedHashMap<>();
        List<String> sources = new ArrayList<>();
        json.object(key -> {
            switch (key) {
                case "schema" -> json.schema("mlx5-commands-1");
                case "name" -> json.text();
                case "sources" -> sources.addAll(json.texts());
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
                case "opcode" -> draft.opcode = json.integer();
                case "scope" -> draft.scope = RpcScope.of(json.integer());
                case "writeScope" -> draft.writeScope = RpcScope.of(json.integer());
                case "request" -> draft.request = json.text();
                case "reply" -> draft.reply = json.text();
                case "requestTail" -> draft.requestTail = tail(json);
                case "replyTail" -> draft.replyTail = tail(json);
                default -> throw json.unknown("key of a command", key, List.of());
            }
        });
        return draft.done();
    }

    private static CommandEntry.Tail tail(JsonReader json) throws IOException {
        var draft = new Object() {
            String name = "";
            int offset;
            String layout = "";
            int width;
        };
        json.object(key -> {
            switch (key) {
                case "name" -> draft.name = json.text();
                case "offset" -> draft.offset = json.integer();
                case "layout" -> draft.layout = json.text();
                case "width" -> draft.width = json.integer();
                default -> throw json.unknown("key of a tail", key, List.of());
            }
        });
        return new CommandEntry.Tail(draft.name, draft.offset, draft.layout, draft.width);
    }
}
