// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import dev.fwctl.layout.Sensitive;
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

    private final Members json;
    private final Secrets secrets;
    private final int maxText;

    Values(Members json, Secrets secrets, int maxText) {
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

    void write(@Nullable Object value) {
        write(value, 0);
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            json.text("(nested too deeply)");
        } else if (value == null) {
            json.literal("null");
        } else if (value instanceof Sensitive sensitive) {
            json.beginObject();
            json.text("sensitive", secrets.digest(sensitive.value()));
            json.endObject();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.name(String.valueOf(member.getKey()));
                write(member.getValue(), depth + 1);
            }
            json.endObject();
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), depth + 1);
        } else if (value instanceof Iterable<?> elements) {
            json.beginArray();
            for (Object element : elements) {
                write(element, depth + 1);
            }
            json.endArray();
        } else {
            scalar(value);
        }
    }

    private void scalar(Object value) {
        if (value instanceof Boolean flag) {
            json.literal(flag.toString());
        } else if (value instanceof BigInteger || value instanceof BigDecimal) {
            json.literal(value.toString());
        } else if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                json.literal(Double.toString(number));
            } else {
                json.text(Double.toString(number)); // JSON has no number for it
            }
        } else if (value instanceof Number number) {
            json.number(number.longValue());
        } else {
            text(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString());
        }
    }

    private void text(String text) {
        if (text.length() <= maxText) {
            json.text(text);
            return;
        }
        json.beginObject();
        json.text("beginning", text.substring(0, maxText));
        json.number("length", text.length());
        json.text(
                "sha256", HexFormat.of().formatHex(ChainedLine.sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
        json.endObject();
    }
}
