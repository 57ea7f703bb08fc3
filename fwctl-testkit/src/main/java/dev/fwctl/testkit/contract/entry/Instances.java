// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values that make sense: those that were given, those of the Java platform, and what the module's own ways in make of
 * both.
 */
final class Instances {
    private final List<Object> known = new ArrayList<>();
    private final Map<String, Object> byName;
    private final Set<Class<?>> beingMade = new HashSet<>();

    Instances(List<?> given, Map<String, ?> byName) {
        known.addAll(given);
        this.byName = new LinkedHashMap<>(byName);
    }

    /** Makes instances of types that have none yet, until no more can be made. */
    void derive(List<Class<?>> types, Set<String> left) {
        for (Class<?> type : types) {
            Constants.of(type)
                    .filter(one -> types.stream()
                            .anyMatch(wanted ->
                                    wanted.isInstance(one) && all(wanted).isEmpty()))
                    .forEach(known::add);
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Class<?> type : types) {
                for (Way way : Way.into(type)) {
                    more |= !left.contains(way.name()) && makesSomethingNew(way, types);
                }
            }
        }
    }

    private boolean makesSomethingNew(Way way, List<Class<?>> types) {
        Class<?> made = way.code() instanceof Method method ? method.getReturnType() : way.type();
        boolean wanted = types.contains(made) && !made.isEnum() && all(made).isEmpty();
        boolean accessor = way.needsReceiver() && way.parameters().isEmpty();
        if (!wanted || way.needsReceiver() && !accessor) {
            return false;
        }
        List<Object> receivers = way.needsReceiver() ? all(way.type()) : List.of(this);
        for (Object receiver : receivers) {
            try {
                @Nullable Object[] arguments = arguments(way, -1);
                Object result = way.call(receiver, arguments);
                if (result != null) {
                    known.add(result);
                    return true;
                }
            } catch (Throwable e) {
                // It refuses what was guessed: another way may make one, or nobody does, which is told.
            }
        }
        return false;
    }

    /** One of each class that is of a type. */
    List<Object> all(Class<?> type) {
        if (type.isEnum()) {
            return List.of(type.getEnumConstants()[0]);
        }
        Map<Class<?>, Object> found = new LinkedHashMap<>();
        known.stream().filter(type::isInstance).forEach(one -> found.putIfAbsent(one.getClass(), one));
        return List.copyOf(found.values());
    }

    /**
     * An argument for each parameter but one, which stays null; -1 leaves none out.
     *
     * @throws IllegalStateException if there is none for one of them: it names all that have none
     */
    @Nullable
    Object[] arguments(Way way, int leftOut) {
        List<Parameter> parameters = way.parameters();
        @Nullable Object[] arguments = new @Nullable Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            Parameter one = parameters.get(i);
            if (i != leftOut) {
                arguments[i] = argument(way, one).orElseThrow(() -> new IllegalStateException(lacks(way)));
            }
        }
        return arguments;
    }

    private Optional<Object> argument(Way way, Parameter parameter) {
        return named(way, parameter).or(() -> fair(parameter.getParameterizedType()));
    }

    private String lacks(Way way) {
        return way.parameters().stream()
                .filter(one -> argument(way, one).isEmpty())
                .map(one -> "for '" + one.getName() + "', a " + one.getType().getName())
                .collect(Collectors.joining(", and ", "no value that makes sense ", ""));
    }

    private Optional<Object> named(Way way, Parameter parameter) {
        return Stream.of(way.name() + "." + parameter.getName(), parameter.getName())
                .map(byName::get)
                .filter(value -> value != null && box(parameter.getType()).isInstance(value))
                .findFirst();
    }

    private Optional<Object> fair(Type type) {
        if (type instanceof Class<?> plain) {
            return fair(plain);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return container(raw, generic.getActualTypeArguments()).or(() -> fair(raw));
        } else if (type instanceof WildcardType wildcard) {
            return fair(
                    wildcard.getLowerBounds().length > 0 ? wildcard.getLowerBounds()[0] : wildcard.getUpperBounds()[0]);
        } else if (type instanceof TypeVariable<?> variable) {
            return fair(variable.getBounds()[0]);
        }
        return Optional.empty();
    }

    private Optional<Object> container(Class<?> raw, Type[] of) {
        if (raw == Optional.class) {
            return fair(of[0]).map(Optional::of);
        } else if (raw == Map.class) {
            return fair(of[0]).flatMap(key -> fair(of[1]).map(value -> Map.of(key, value)));
        } else if (raw == Set.class) {
            return fair(of[0]).map(Set::of);
        } else if (raw == Stream.class) {
            return fair(of[0]).map(Stream::of);
        } else if (raw.isAssignableFrom(List.class)) {
            return fair(of[0]).map(List::of);
        }
        return Optional.empty();
    }

    private Optional<Object> fair(Class<?> type) {
        Class<?> boxed = box(type);
        Optional<Object> given = all(boxed).stream().findFirst();
        if (given.isPresent()) {
            return given;
        }
        Optional<Object> platform = platform().filter(boxed::isInstance).findFirst();
        if (platform.isPresent()) {
            return platform;
        }
        if (type.isArray()) {
            return fair(type.getComponentType()).map(one -> {
                Object array = Array.newInstance(type.getComponentType(), 1);
                Array.set(array, 0, one);
                return array;
            });
        }
        if (type.getName().startsWith("java.")) {
            return type.isInterface() ? Optional.of(idle(type)) : Optional.empty();
        }
        return Constants.of(type).filter(type::isInstance).findFirst().or(() -> constructed(type));
    }

    /** Of a type whose own ways in are not tried here, such as one of a library. */
    private Optional<Object> constructed(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers()) || type.isEnum() || !beingMade.add(type)) {
            return Optional.empty();
        }
        try {
            for (Constructor<?> code : type.getConstructors()) {
                Way way = new Way(type, code);
                try {
                    return Optional.ofNullable(way.call(null, arguments(way, -1)));
                } catch (Throwable e) {
                    // It refuses what was guessed, or lacks something: another one may do.
                }
            }
            return Optional.empty();
        } finally {
            beingMade.remove(type);
        }
    }

    /** New ones each time: some can be used once. */
    private static Stream<Object> platform() {
        return Stream.of(
                1,
                1L,
                (short) 1,
                (byte) 1,
                1.0,
                false,
                "name",
                new byte[8],
                ByteBuffer.allocate(64),
                BigInteger.ONE,
                ByteOrder.LITTLE_ENDIAN,
                Path.of("no", "such", "file"),
                Duration.ofSeconds(1),
                Instant.EPOCH,
                new UUID(1, 2),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalLong.of(1),
                List.of(),
                Map.of(),
                Set.of(),
                new IllegalStateException("a cause"),
                new IOException("a cause"),
                Object.class,
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                Channels.newChannel(OutputStream.nullOutputStream()));
    }

    /** A functional interface of the platform that does nothing, and answers zero, false or null. */
    private static Object idle(Class<?> type) {
        return Proxy.newProxyInstance(Instances.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            Class<?> result = method.getReturnType();
            return result == void.class || !result.isPrimitive() ? null : Array.get(Array.newInstance(result, 1), 0);
        });
    }

    static Class<?> box(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
    }
}
