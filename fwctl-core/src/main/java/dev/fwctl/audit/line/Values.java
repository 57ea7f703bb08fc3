// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fwctl.layout.Sensitive;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a command says of a request or a reply, with digests where the secrets were. */
final class Values {
    private static final int MAX_DEPTH = 32;

    private final JsonGenerator json;
    private final Secrets secrets;
    private final int maxText;

    Values(JsonGenerator json, Secrets secrets, int maxText) {
        this.json = json;
        this.secrets = secrets;
        this.maxText = maxText;
    }

    /** Whether there is a secret anywhere in it. */
    static boolean hold(@Nullable Object value) {
        return hold(value, 0);
    }

    private static boolean hold(@Nullable Object value, int depth) {
        if (value instanceof Sensitive || depth > MAX_DEPTH) {
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(member -> hold(member, depth + 1));
        }
        if (value instanceof Optional<?> optional) {
            return hold(optional.orElse(null), depth + 1);
        }
        if (value instanceof Iterable<?> elements) {
            for (Object element : elements) {
                if (hold(element, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    void write(@Nullable Object value) throws IOException {
        write(value, 0);
    }

    private void write(@Nullable Object value, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            json.writeString("(nested too deeply)");
        } else if (value == null) {
            json.writeNull();
        } else if (value instanceof Sensitive sensitive) {
            json.writeStartObject();
            json.writeStringField("sensitive", secrets.digest(sensitive.value()));
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(member.getValue(), depth + 1);
            }
            json.writeEndObject();
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), depth + 1);
        } else if (value instanceof Iterable<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                write(element, depth + 1);
            }
            json.writeEndArray();
        } else {
            scalar(value);
        }
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Float || value instanceof Double) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            text(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString());
        }
    }

    private void text(String text) throws IOException {
        if (text.length() <= maxText) {
            json.writeString(text);
            return;
        }
        json.writeStartObject();
        json.writeStringField("beginning", text.substring(0, maxText));
        json.writeNumberField("length", text.length());
        json.writeStringField(
                "sha256", HexFormat.of().formatHex(ChainedLine.sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
        json.writeEndObject();
    }
}
