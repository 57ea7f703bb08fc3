// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.UnknownNameException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    public static CommandCatalog read(String resource) {
        try (InputStream stream = CommandCatalog.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("there is no resource " + resource + "; is the jar complete?");
            }
            return of(new JsonMapper().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static CommandCatalog of(JsonNode document) {
        if (!"bnxt-commands-1".equals(document.path("schema").asText())) {
            throw new IllegalArgumentException("this is not a catalog of schema bnxt-commands-1");
        }
        List<String> sources = new ArrayList<>();
        document.required("sources").forEach(one -> sources.add(one.asText()));
        Map<String, CommandEntry> commands = new LinkedHashMap<>();
        document.required("commands")
                .forEach(one -> commands.put(one.required("name").asText(), entry(one)));
        return new CommandCatalog(List.copyOf(sources), Collections.unmodifiableMap(commands));
    }

    private static CommandEntry entry(JsonNode one) {
        List<MemoryField> memory = new ArrayList<>();
        one.path("memory").forEach(field -> memory.add(memory(field)));
        List<String> effects = new ArrayList<>();
        one.required("effects").forEach(word -> effects.add(word.asText()));
        Map<Integer, String> errors = new LinkedHashMap<>();
        one.path("errors")
                .properties()
                .forEach(error -> errors.put(error.getValue().asInt(), error.getKey()));
        return new CommandEntry(
                one.required("name").asText(),
                Integer.decode(one.required("type").asText()),
                RpcScope.of(one.required("scope").asInt()),
                one.required("milliseconds").asInt(),
                HwrmEffects.of(effects),
                one.path("request").asText(),
                one.path("reply").asText(),
                List.copyOf(memory),
                Collections.unmodifiableMap(errors));
    }

    private static MemoryField memory(JsonNode field) {
        return new MemoryField(
                field.required("field").asText(),
                field.required("offset").asInt(),
                field.required("direction").asText().equals("TO_DEVICE"),
                field.path("length").asText(),
                field.path("unit").asInt(),
                field.path("bytes").asInt(),
                field.path("layout").asText());
    }
}
