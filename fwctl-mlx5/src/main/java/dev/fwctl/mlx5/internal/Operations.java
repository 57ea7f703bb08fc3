// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import dev.fwctl.layout.Access;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Fields that are no state: those that start an operation, and those that can only be written. */
public final class Operations {
    private static final String INDEX_IN_PATH = "\\[[^\\]]*\\]";

    private Operations() {}

    /** What may be done with the member that a path names; unknown names are RW, and refused elsewhere. */
    public static Access access(Layout layout, String path) {
        Layout at = layout;
        Access access = Access.RW;
        for (String step : path.replaceAll(INDEX_IN_PATH, "").split("\\.")) {
            if (at == null) {
                return Access.RW;
            }
            Member member = at.members().stream()
                    .filter(one -> one.name().equals(step))
                    .findFirst()
                    .orElse(null);
            if (member == null) {
                return Access.RW;
            }
            access = member.access();
            at = member.layout();
        }
        return access;
    }

    /** Whether there is anything in it that is neither an index, nor starts something, nor can only be written. */
    public static boolean hasState(Layout layout) {
        return layout.members().stream()
                .anyMatch(member -> member.kind() == Member.Kind.LAYOUT
                        ? hasState(Objects.requireNonNull(member.layout()))
                        : member.access() != Access.INDEX
                                && member.access() != Access.OP
                                && member.access() != Access.WO);
    }

    /** The bits of all such fields, as long as the layout; of a union, those of all its variants. */
    public static byte[] mask(Layout layout) {
        byte[] mask = new byte[layout.size()];
        cover(layout, ByteBuffer.wrap(mask), layout, 0);
        return mask;
    }

    private static void cover(Layout whole, ByteBuffer bytes, Layout layout, int bit) {
        for (Member member : layout.members()) {
            for (int i = 0; i < Math.max(1, member.count()); i++) {
                int at = bit + member.offset() + i * member.stride();
                if (member.access() == Access.OP || member.access() == Access.WO) {
                    parts(whole, at, member.width()).forEach(part -> part.set(bytes, 0, ones(part)));
                } else if (member.layout() != null) {
                    cover(whole, bytes, member.layout(), at);
                }
            }
        }
    }

    /** Zeroes all such fields, so that writing back what was read starts nothing. */
    public static void clear(Layout layout, ByteBuffer bytes) {
        clear(layout, bytes, 0);
    }

    private static void clear(Layout layout, ByteBuffer bytes, int bit) {
        for (Member member : layout.members()) {
            for (int i = 0; i < Math.max(1, member.count()); i++) {
                int at = bit + member.offset() + i * member.stride();
                if (member.access() == Access.OP || member.access() == Access.WO) {
                    parts(layout, at, member.width()).forEach(part -> part.set(bytes, 0, 0));
                } else if (member.kind() == Member.Kind.LAYOUT) {
                    clear(Objects.requireNonNull(member.layout()), bytes, at);
                }
            }
        }
    }

    /** Bits of any number, in fields of 64 at most. */
    private static List<BitField> parts(Layout layout, int bit, int width) {
        List<BitField> parts = new ArrayList<>();
        for (int done = 0; done < width; done += Long.SIZE) {
            parts.add(new BitField(bit + done, Math.min(Long.SIZE, width - done), layout.order(), false));
        }
        return parts;
    }

    private static long ones(BitField part) {
        return -1L >>> Long.SIZE - part.width();
    }
}
