// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that a parameter of a type can have and that mostly make no sense: negative, zero, huge, empty. */
final class NoSense {
    private NoSense() {}

    static List<Object> of(Class<?> type) {
        if (type == int.class) {
            return List.of(-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x10000);
        } else if (type == long.class) {
            return List.of(-1L, 0L, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == short.class) {
            return List.of((short) -1, (short) 0, Short.MIN_VALUE, Short.MAX_VALUE);
        } else if (type == byte.class) {
            return List.of((byte) -1, (byte) 0, Byte.MIN_VALUE, Byte.MAX_VALUE);
        } else if (type == double.class) {
            return List.of(-1.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE);
        } else if (type == String.class || type == CharSequence.class) {
            return List.of("", " ", "*", "\0", "(", "[", "a[", "a[-1]", "a[999999999]", "a[9..1]", "x".repeat(100_000));
        } else if (type == byte[].class) {
            return List.of(new byte[0], new byte[70_000]);
        } else if (type == BigInteger.class) {
            return List.of(BigInteger.ONE.negate(), BigInteger.ZERO, BigInteger.ONE.shiftLeft(100_000));
        } else if (type == Duration.class) {
            return List.of(Duration.ofSeconds(-1), Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE));
        } else if (type == ByteBuffer.class) {
            return List.of(ByteBuffer.allocate(0));
        } else if (type == Path.class) {
            return List.of(Path.of(""));
        } else if (type == List.class || type == Collection.class || type == Iterable.class) {
            return List.of(List.of());
        } else if (type == Set.class) {
            return List.of(Set.of());
        } else if (type == Map.class) {
            return List.of(Map.of());
        } else {
            return List.of();
        }
    }

    /** Containers with a null in them; a null alone is tried everywhere. */
    static List<Object> withNullInside(Class<?> type) {
        if (type == List.class || type == Collection.class || type == Iterable.class) {
            return List.of(Arrays.asList((Object) null));
        } else if (type == Set.class) {
            return List.of(Collections.singleton(null));
        } else if (type == Map.class) {
            return List.of(Collections.singletonMap("a", null), Collections.singletonMap(null, "a"));
        } else if (type.isArray() && !type.getComponentType().isPrimitive()) {
            return List.of(java.lang.reflect.Array.newInstance(type.getComponentType(), 1));
        } else {
            return List.of();
        }
    }
}
