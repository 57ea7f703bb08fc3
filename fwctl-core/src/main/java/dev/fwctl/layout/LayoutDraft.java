// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A layout as a catalog spells it: nested layouts are still names, which may come later in the document. */
final class LayoutDraft {
    final String name;
    final List<FieldDraft> fields = new ArrayList<>();
    ByteOrder order;
    int size;
    boolean union;

    @Nullable
    Long id;

    LayoutDraft(String name, ByteOrder order) {
        this.name = name;
        this.order = order;
    }

    /** One entry of {@code fields}; -1 and empty mean that the key is absent. */
    static final class FieldDraft {
        String name = "";
        int offset = -1;
        int width = -1;
        int count;
        int stride = -1;
        Member.@Nullable Kind kind;
        String layout = "";
        EnumValues values = EnumValues.none();
        Access access = Access.RW;
        boolean sensitive;
        List<String> selectors = List.of();
        List<Set<Long>> when = List.of();

        Member member(@Nullable Layout nested) {
            Member.Kind actual = actualKind(nested);
            int bits = width;
            if (bits < 0 && nested != null) {
                bits = nested.size() * 8;
            }
            Member.Builder member = Member.named(name, actual, offset, bits)
                    .array(count, stride < 0 ? bits : stride)
                    .access(access)
                    .values(values)
                    .layout(nested)
                    .selectors(selectors)
                    .when(when);
            return (sensitive ? member.sensitive() : member).build();
        }

        private Member.Kind actualKind(@Nullable Layout nested) {
            if (nested != null) {
                if (kind != null || !values.isEmpty()) {
                    throw new IllegalArgumentException(
                            "field '" + name + "' has a 'layout' and so no 'type' or 'enum'");
                }
                return nested.union() ? Member.Kind.UNION : Member.Kind.LAYOUT;
            }
            if (!values.isEmpty()) {
                if (kind != null && kind != Member.Kind.UNSIGNED) {
                    throw new IllegalArgumentException("field '" + name + "' with an 'enum' is unsigned");
                }
                return Member.Kind.ENUM;
            }
            return kind == null ? Member.Kind.UNSIGNED : kind;
        }
    }

    static LayoutCatalog.Content build(String catalog, List<String> sources, Map<String, LayoutDraft> drafts) {
        Map<String, Layout> built = new HashMap<>();
        Map<String, Layout> layouts = new LinkedHashMap<>();
        Map<Long, Layout> byId = new HashMap<>();
        for (String name : drafts.keySet()) {
            Layout layout = build(name, drafts, built, new HashSet<>());
            layouts.put(name, layout);
            if (layout.id().isPresent()) {
                Layout other = byId.put(layout.id().getAsLong(), layout);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "layouts " + other.name() + " and " + name + " have the same 'id'");
                }
            }
        }
        return new LayoutCatalog.Content(
                catalog, sources, Collections.unmodifiableMap(layouts), Collections.unmodifiableMap(byId));
    }

    private static Layout build(
            String name, Map<String, LayoutDraft> drafts, Map<String, Layout> built, Set<String> building) {
        Layout done = built.get(name);
        if (done != null) {
            return done;
        }
        LayoutDraft draft = drafts.get(name);
        if (draft == null) {
            throw UnknownNameException.of("the catalog", "layout", name, drafts.keySet());
        }
        if (!building.add(name)) {
            throw new IllegalArgumentException("layout " + name + " contains itself");
        }
        LayoutBuilder builder = Layout.builder(name, draft.size, draft.order);
        if (draft.union) {
            builder.union();
        }
        if (draft.id != null) {
            builder.id(draft.id);
        }
        for (FieldDraft field : draft.fields) {
            try {
                builder.add(field.member(field.layout.isEmpty() ? null : build(field.layout, drafts, built, building)));
            } catch (UnknownNameException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("layout " + name + ": " + e.getMessage(), e);
            }
        }
        Layout layout = builder.build();
        building.remove(name);
        built.put(name, layout);
        return layout;
    }
}
