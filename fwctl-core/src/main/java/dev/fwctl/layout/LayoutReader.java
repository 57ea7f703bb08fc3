// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Reads a whole structure into maps and lists. Its caller has checked that the structure lies in the buffer. */
final class LayoutReader {
    private final ByteBuffer buffer;
    private final UnaryOperator<Object> secret;

    /** {@code secret} makes of a sensitive value what stands in its place. */
    LayoutReader(ByteBuffer buffer, UnaryOperator<Object> secret) {
        this.buffer = buffer;
        this.secret = secret;
    }

    /** {@code start} is the bit of the buffer where the structure begins. */
    Map<String, Object> layout(Layout layout, long start) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Member member : layout.byName().values()) {
            values.put(member.name(), member(layout, member, start));
        }
        return values;
    }

    private Object member(Layout layout, Member member, long start) {
        Object value;
        if (member.array()) {
            List<Object> elements = new ArrayList<>(member.count());
            for (int i = 0; i < member.count(); i++) {
                elements.add(element(layout, member, start, start + member.offset() + (long) i * member.stride()));
            }
            value = elements;
        } else {
            value = element(layout, member, start, start + member.offset());
        }
        return member.sensitive() ? secret.apply(value) : value;
    }

    private Object element(Layout layout, Member member, long start, long at) {
        return switch (member.kind()) {
            case LAYOUT -> layout(Objects.requireNonNull(member.layout()), at);
            case UNION -> union(layout, member, start, at);
            case TEXT -> new Region(member.name(), 0, member.width() / 8, member).text(buffer, (int) (at / 8));
            case BYTES -> hex(layout.order(), at, member.width());
            default -> Field.value(member, bits(layout.order(), at, member.width(), member.kind()));
        };
    }

    private Object union(Layout layout, Member member, long start, long at) {
        Layout variants = Objects.requireNonNull(member.layout());
        Map<String, Object> holding = new LinkedHashMap<>();
        long[] selected = member.selectors().stream()
                .mapToLong(selector -> number(layout, selector, start))
                .toArray();
        for (Member variant : variants.byName().values()) {
            if (variant.holds(selected)
                    || (selected.length == 0 && variants.byName().size() == 1)) {
                holding.put(variant.name(), member(variants, variant, at));
            }
        }
        if (!holding.isEmpty()) {
            return holding;
        }
        // What is unknown may hold a secret of any variant.
        String raw = hex(layout.order(), at, member.width());
        return variants.byName().values().stream().anyMatch(Member::sensitive) ? secret.apply(raw) : raw;
    }

    private long number(Layout layout, String path, long start) {
        return layout.field(path).bits().shifted((int) (start % 8)).get(buffer, (int) (start / 8));
    }

    private String hex(ByteOrder order, long at, int width) {
        byte[] bytes = new byte[(width + 7) / 8];
        if ((at & 7) == 0 && (width & 7) == 0) {
            buffer.get((int) (at / 8), bytes);
        } else {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) bits(order, at + i * 8L, Math.min(8, width - i * 8), Member.Kind.UNSIGNED);
            }
        }
        return HexFormat.of().formatHex(bytes);
    }

    private long bits(ByteOrder order, long at, int width, Member.Kind kind) {
        return new BitField((int) (at & 7), width, order, kind == Member.Kind.SIGNED).get(buffer, (int) (at / 8));
    }
}
