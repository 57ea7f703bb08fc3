// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.layout.Access;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Member;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Fields that are no state: those that start an operation, and those that can only be written. */
final class Operations {
    private static final String INDEX_IN_PATH = "\\[[^\\]]*\\]";

    private Operations() {}

    /** What may be done with the member that a path names; unknown names are RW, and refused elsewhere. */
    static Access access(Layout layout, String path) {
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

    /** Whether setting the member that a path names makes the device do something. */
    static boolean starts(Layout layout, String path) {
        Access access = access(layout, path);
        return access == Access.OP || access == Access.WO;
    }

    /** Whether there is anything in it that is neither an index, nor starts something, nor can only be written. */
    static boolean hasState(Layout layout) {
        return layout.members().stream()
                .anyMatch(member -> member.kind() == Member.Kind.LAYOUT
                        ? hasState(Objects.requireNonNull(member.layout()))
                        : member.access() != Access.INDEX
                                && member.access() != Access.OP
                                && member.access() != Access.WO);
    }

    /** Zeroes all such fields, so that writing back what was read starts nothing. */
    static void clear(Layout layout, ByteBuffer bytes) {
        clear(layout, bytes, 0);
    }

    private static void clear(Layout layout, ByteBuffer bytes, int bit) {
        for (Member member : layout.members()) {
            for (int i = 0; i < Math.max(1, member.count()); i++) {
                int at = bit + member.offset() + i * member.stride();
                if (member.access() == Access.OP || member.access() == Access.WO) {
                    zero(layout, bytes, at, member.width());
                } else if (member.kind() == Member.Kind.LAYOUT) {
                    clear(Objects.requireNonNull(member.layout()), bytes, at);
                }
            }
        }
    }

    private static void zero(Layout layout, ByteBuffer bytes, int bit, int width) {
        for (int done = 0; done < width; done += 64) {
            new BitField(bit + done, Math.min(64, width - done), layout.order(), false).set(bytes, 0, 0);
        }
    }
}
