// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random layouts: arrays, nesting, unions, both orders, each number also known to a plain list of places. */
class LayoutPropertyTest {
    private static final long SEED = Long.getLong("dev.fwctl.seed", 20260927);

    /** Where one number of a random layout lies, by the test's own reckoning. */
    private record Place(String path, int offset, int width, ByteOrder order, boolean signed) {}

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** A layout under construction; places found in it are relative to its own start. */
    private record Made(Layout layout, List<Place> places) {}

    private Made layout(int depth, ByteOrder order) {
        List<Place> own = new ArrayList<>();
        // The members first, then the size they turned out to need.
        List<Member> members = new ArrayList<>();
        int at = 0;
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            at += random.nextInt(3) == 0 ? random.nextInt(40) : 0;
            String name = "f" + i;
            int repeat = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
            if (depth > 0 && random.nextInt(3) == 0) {
                ByteOrder nestedOrder = random.nextInt(4) == 0 ? other(order) : order;
                if (nestedOrder != order || random.nextBoolean()) {
                    at = (at + 7) / 8 * 8;
                }
                Made nested = layout(depth - 1, nestedOrder);
                int width = nested.layout().size() * 8;
                int stride = width + 8 * random.nextInt(3);
                members.add(member(name, Member.Kind.LAYOUT, at, width, repeat, stride, nested.layout()));
                for (int e = 0; e < Math.max(1, repeat); e++) {
                    for (Place place : nested.places()) {
                        own.add(new Place(
                                element(name, repeat, e) + "." + place.path(),
                                at + e * stride + place.offset(),
                                place.width(),
                                place.order(),
                                place.signed()));
                    }
                }
                at += stride * Math.max(1, repeat);
            } else {
                int width = 1 + random.nextInt(64);
                int stride = width + random.nextInt(20);
                boolean signed = random.nextBoolean();
                Member.Kind kind = signed ? Member.Kind.SIGNED : Member.Kind.UNSIGNED;
                members.add(member(name, kind, at, width, repeat, stride, null));
                for (int e = 0; e < Math.max(1, repeat); e++) {
                    own.add(new Place(element(name, repeat, e), at + e * stride, width, order, signed));
                }
                at += stride * Math.max(1, repeat);
            }
        }
        LayoutBuilder builder = Layout.builder("random", (at + 7) / 8 + random.nextInt(4), order);
        members.forEach(builder::add);
        return new Made(builder.build(), own);
    }

    private static Member member(
            String name,
            Member.Kind kind,
            int offset,
            int width,
            int count,
            int stride,
            @org.jspecify.annotations.Nullable Layout nested) {
        return Member.named(name, kind, offset, width)
                .array(count, count == 0 ? width : stride)
                .layout(nested)
                .build();
    }

    private static String element(String name, int repeat, int index) {
        return repeat == 0 ? name : name + "[" + index + "]";
    }

    private static ByteOrder other(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    @Test
    void everyPathReadsAndWritesTheBitsThatTheReferenceDoes() {
        for (int round = 0; round < 300; round++) {
            Made made = layout(2, random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            int base = random.nextInt(5);
            byte[] bytes = new byte[base + made.layout().size()];
            random.nextBytes(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
            for (Place place : made.places()) {
                String context = place + ", round " + round + ", seed " + SEED;
                int at = base * 8 + place.offset();
                Field field = made.layout().field(place.path());
                assertEquals(
                        BitByBit.number(bytes, at, place.width(), place.order(), place.signed())
                                .longValue(),
                        field.get(buffer, base),
                        context);
                BigInteger value = new BigInteger(place.width(), new Random(random.nextLong()));
                BitByBit.setNumber(bytes, at, place.width(), place.order(), value);
                field.set(
                        buffer,
                        base,
                        BitByBit.number(bytes, at, place.width(), place.order(), place.signed())
                                .longValue());
                assertArrayEquals(bytes, buffer.array(), context);
            }
            assertEquals(
                    expected(made.places(), bytes, base), flat(made.layout().read(buffer, base)), "seed " + SEED);
        }
    }

    @Test
    void writingWhatWasReadChangesNoBit() {
        for (int round = 0; round < 100; round++) {
            Made made = layout(2, random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            byte[] bytes = new byte[made.layout().size()];
            random.nextBytes(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes.clone());
            made.layout().write(buffer, 0, flat(made.layout().read(buffer, 0)));
            assertArrayEquals(bytes, buffer.array(), "round " + round + ", seed " + SEED);
        }
    }

    /** The one variant that the selector names is shown, at the same bits as all others. */
    @Test
    void unionsShowTheVariantThatTheirSelectorNames() {
        for (int round = 0; round < 200; round++) {
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            int variants = 1 + random.nextInt(4);
            int selectorWidth = 3 + random.nextInt(5);
            long[] when = LongStream.range(0, 1L << selectorWidth).toArray();
            for (int i = when.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                long swapped = when[i];
                when[i] = when[j];
                when[j] = swapped;
            }
            LayoutBuilder union = Layout.builder("page", 8, order).union();
            List<BitField> fields = new ArrayList<>();
            for (int v = 0; v < variants; v++) {
                int width = 1 + random.nextInt(64);
                fields.add(new BitField(random.nextInt(65 - width), width, order, false));
                union.number("v" + v, fields.get(v)).when(when[v]);
            }
            Layout layout = Layout.builder("paged", 10, order)
                    .number("select", new BitField(random.nextInt(9), selectorWidth, order, false))
                    .union("page", 2, union.build(), "select")
                    .build();
            byte[] bytes = new byte[10];
            random.nextBytes(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int chosen = random.nextInt(Math.min(when.length, variants + 1));
            layout.field("select").set(buffer, 0, when[chosen]);
            Object shown = layout.read(buffer, 0).get("page");
            String context = "round " + round + ", seed " + SEED;
            if (chosen < variants) {
                BitField field = fields.get(chosen);
                BigInteger number = BitByBit.number(bytes, 16 + field.offset(), field.width(), order, false);
                assertEquals("{v" + chosen + "=" + number + "}", String.valueOf(shown), context);
                assertEquals(number.longValue(), layout.field("page.v" + chosen).get(buffer, 0), context);
            } else {
                assertEquals(HexFormat.of().formatHex(bytes, 2, 10), shown, context);
            }
        }
    }

    private static Map<String, String> expected(List<Place> places, byte[] bytes, int base) {
        return places.stream()
                .collect(Collectors.toMap(
                        Place::path,
                        p -> BitByBit.number(bytes, base * 8 + p.offset(), p.width(), p.order(), p.signed())
                                .toString(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    /** A tree of maps and lists as one map from path to the value's text. */
    private static Map<String, String> flat(Map<?, ?> tree) {
        Map<String, String> flat = new LinkedHashMap<>();
        tree.forEach((name, value) -> flatten(String.valueOf(name), value, flat));
        return flat;
    }

    private static void flatten(
            String path, @org.jspecify.annotations.Nullable Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> flatten(path + "." + name, inner, flat));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "[" + i + "]", list.get(i), flat);
            }
        } else {
            flat.put(path, String.valueOf(value));
        }
    }
}
