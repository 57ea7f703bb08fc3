// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.json.JsonReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a catalog document token by token: several thousand fields need no tree in between. */
final class CatalogParser {
    static final String SCHEMA = "layout-catalog-1";

    private static final Map<String, ByteOrder> ORDERS =
            new TreeMap<>(Map.of("BIG_ENDIAN", ByteOrder.BIG_ENDIAN, "LITTLE_ENDIAN", ByteOrder.LITTLE_ENDIAN));
    private static final Map<String, Member.Kind> KINDS = new TreeMap<>(Map.of(
            "unsigned", Member.Kind.UNSIGNED,
            "signed", Member.Kind.SIGNED,
            "bool", Member.Kind.BOOL,
            "bytes", Member.Kind.BYTES,
            "text", Member.Kind.TEXT));

    private final JsonReader json;
    private final Map<EnumValues, EnumValues> enums = new HashMap<>();

    private CatalogParser(JsonReader json) {
        this.json = json;
    }

    static LayoutCatalog.Content parse(JsonReader json) throws IOException {
        return new CatalogParser(json).document();
    }

    private LayoutCatalog.Content document() throws IOException {
        var draft = new Object() {
            boolean schema;
            String name = "";

            @Nullable
            ByteOrder order;

            List<String> sources = List.of();

            @Nullable
            Map<String, LayoutDraft> layouts;
        };
        json.object(key -> {
            switch (key) {
                case "schema" -> {
                    json.schema(SCHEMA);
                    draft.schema = true;
                }
                case "name" -> draft.name = json.text();
                case "byteOrder" -> draft.order = json.choice(ORDERS);
                case "sources" -> draft.sources = json.texts();
                case "layouts" -> {
                    if (draft.order == null) {
                        throw json.wrong("'byteOrder' has to come before 'layouts'");
                    }
                    draft.layouts = layouts(draft.order);
                }
                default -> throw json.unknown("key of a catalog", key, List.of());
            }
        });
        if (!draft.schema || draft.name.isEmpty() || draft.layouts == null) {
            throw json.wrong("a catalog needs 'schema', 'name' and 'layouts'");
        }
        return LayoutDraft.build(draft.name, draft.sources, draft.layouts);
    }

    private Map<String, LayoutDraft> layouts(ByteOrder order) throws IOException {
        Map<String, LayoutDraft> drafts = new LinkedHashMap<>();
        json.object(name -> drafts.put(name, layout(name, order)));
        return drafts;
    }

    private LayoutDraft layout(String name, ByteOrder catalogOrder) throws IOException {
        LayoutDraft draft = new LayoutDraft(name, catalogOrder);
        json.object(key -> {
            switch (key) {
                case "id" -> draft.id = json.number();
                case "size" -> draft.size = json.integer();
                case "union" -> draft.union = json.bool();
                case "byteOrder" -> draft.order = json.choice(ORDERS);
                case "fields" -> draft.fields.addAll(json.array(each -> field(name)));
                default -> throw json.unknown("key of layout " + name, key, List.of());
            }
        });
        return draft;
    }

    private LayoutDraft.FieldDraft field(String layout) throws IOException {
        LayoutDraft.FieldDraft field = new LayoutDraft.FieldDraft();
        json.object(key -> {
            switch (key) {
                case "name" -> field.name = json.text();
                case "offset" -> field.offset = json.integer();
                case "width" -> field.width = json.integer();
                case "type" -> field.kind = json.choice(KINDS);
                case "count" -> field.count = json.integer();
                case "stride" -> field.stride = json.integer();
                case "layout" -> field.layout = json.text();
                case "enum" -> field.values = values();
                case "access" -> field.access = Access.parse(json.text());
                case "sensitive" -> field.sensitive = json.bool();
                case "selector" -> field.selectors = selectors();
                case "when" -> field.when = when();
                default -> throw json.unknown("key of a field of layout " + layout, key, List.of());
            }
        });
        return field;
    }

    private EnumValues values() throws IOException {
        EnumValues values = EnumValues.of(json.numbers());
        EnumValues same = enums.putIfAbsent(values, values);
        return same == null ? values : same;
    }

    /** One path, or several. */
    private List<String> selectors() throws IOException {
        return json.kind() == JsonReader.Kind.TEXT ? List.of(json.text()) : json.texts();
    }

    /** The values of one selector, or a list of them for each of several. */
    private List<Set<Long>> when() throws IOException {
        Set<Long> values = new LinkedHashSet<>();
        boolean[] lists = {false};
        List<Set<Long>> each = json.array(one -> {
            if (one.kind() == JsonReader.Kind.ARRAY) {
                lists[0] = true;
                return new LinkedHashSet<>(one.array(JsonReader::number));
            }
            values.add(one.number());
            return values;
        });
        if (values.isEmpty()) {
            return each;
        }
        if (lists[0]) {
            throw json.wrong("'when' has numbers, or a list of them for each selector, and this has both");
        }
        return List.of(values);
    }
}
