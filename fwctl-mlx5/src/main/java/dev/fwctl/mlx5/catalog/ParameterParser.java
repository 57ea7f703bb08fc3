// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.json.JsonReader;
import dev.fwctl.layout.Access;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.LayoutBuilder;
import dev.fwctl.layout.Member;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code parameters.json}, whose form its schema describes. */
final class ParameterParser {
    private final JsonReader json;
    private final Map<EnumValues, EnumValues> enums = new HashMap<>();
    private List<String> sources = List.of();

    ParameterParser(JsonReader json) {
        this.json = json;
    }

    List<String> sources() {
        return sources;
    }

    List<Tlv> document() throws IOException {
        List<Tlv> tlvs = new ArrayList<>();
        json.object(key -> {
            switch (key) {
                case "schema" -> json.schema("mlx5-parameters-1");
                case "name" -> json.text();
                case "sources" -> sources = json.texts();
                case "tlvs" -> json.object(name -> tlvs.add(tlv(name)));
                default -> throw json.unknown("key of a catalog", key, List.of());
            }
        });
        return tlvs;
    }

    private Tlv tlv(String name) throws IOException {
        Tlv.Draft draft = new Tlv.Draft();
        draft.name = name;
        var given = new Object() {
            int size;
            List<Function<Access, Parameter>> parameters = List.of();
        };
        json.object(key -> {
            switch (key) {
                case "class" -> draft.tlvClass = TlvClass.of(json.integer());
                case "index" -> draft.index = json.integer();
                case "size" -> given.size = json.integer();
                case "target" -> draft.target = json.text();
                case "version" -> draft.version = json.integer();
                case "readOnly" -> draft.readOnly = json.bool();
                case "twin" -> draft.twin = json.text();
                case "fields" -> given.parameters = json.array(each -> parameter(name));
                default -> throw json.unknown("key of a TLV", key, List.of());
            }
        });
        Access access = draft.readOnly ? Access.RO : Access.RW;
        draft.parameters =
                given.parameters.stream().map(each -> each.apply(access)).toList();
        LayoutBuilder layout = Layout.builder(name, given.size, ByteOrder.BIG_ENDIAN);
        draft.parameters.forEach(each -> layout.add(each.member()));
        draft.layout = layout.build();
        return draft.done();
    }

    /** A parameter, once it is known what its TLV lets a client do. */
    private Function<Access, Parameter> parameter(String tlv) throws IOException {
        Parameter.Draft draft = new Parameter.Draft();
        draft.tlv = tlv;
        var given = new Object() {
            int offset;
            int width;
            int count;
            EnumValues values = EnumValues.none();
            boolean sensitive;
        };
        json.object(key -> {
            switch (key) {
                case "name" -> draft.field = json.text();
                case "public" -> draft.name = json.text();
                case "type" -> draft.type = Parameter.Type.valueOf(json.text().toUpperCase(Locale.ROOT));
                case "offset" -> given.offset = json.integer();
                case "width" -> given.width = json.integer();
                case "count" -> given.count = json.integer();
                case "enum" -> given.values = shared(EnumValues.of(json.numbers()));
                case "dependency" -> draft.dependency = json.text();
                case "validBit" -> draft.validBit = json.text();
                case "vars" -> draft.vars = json.text();
                case "min" -> draft.min = json.text();
                case "max" -> draft.max = json.text();
                case "rule" -> draft.rule = json.text();
                case "since" -> draft.since = json.integer();
                case "sensitive" -> given.sensitive = json.bool();
                default -> throw json.unknown("key of a parameter", key, List.of());
            }
        });
        Member.Builder member = Member.named(draft.field, kind(draft.type), given.offset, given.width)
                .array(given.count, given.width)
                .values(given.values);
        if (given.sensitive) {
            member.sensitive();
        }
        return access -> {
            draft.member = member.access(access).build();
            return draft.done();
        };
    }

    private EnumValues shared(EnumValues values) {
        EnumValues same = enums.putIfAbsent(values, values);
        return same == null ? values : same;
    }

    private static Member.Kind kind(Parameter.Type type) {
        return switch (type) {
            case BOOL -> Member.Kind.BOOL;
            case ENUM -> Member.Kind.ENUM;
            case UNSIGNED, BINARY -> Member.Kind.UNSIGNED;
            case BYTES -> Member.Kind.BYTES;
            case STRING -> Member.Kind.TEXT;
        };
    }
}
