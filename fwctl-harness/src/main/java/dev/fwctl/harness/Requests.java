// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.Command;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command's request of JSON, whatever its type: an object's members are the parameters of the type's only
 * constructor (a record's components), by name. Enum constants are their names in any case; a byte array is a string of
 * hexadecimal digits; what else Jackson can read is read by it. A number or boolean that is left out is zero or false.
 */
public final class Requests {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Requests() {}

    /**
     * Makes a request.
     *
     * @param command whose request
     * @param json an object, or the name of a constant; empty for a request that has no parts
     * @return a request for the command
     * @throws IllegalArgumentException if it is no JSON, or has other members than the request, or cannot be made of JSON
     */
    public static Object of(Command<?, ?> command, String json) {
        try {
            Object request = make(type(command), json.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(json));
            if (request == null) {
                throw new IllegalArgumentException("null is no request of " + command.name());
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the request of " + command.name() + " is no JSON: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the request of " + command.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * What a request's JSON looks like.
     *
     * @param command whose request
     * @return its members and their types, for example <code>{"startIndex": int, "maxEntries": int}</code>
     */
    public static String form(Command<?, ?> command) {
        return form(type(command).getRawClass());
    }

    private static String form(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.toString(type.getEnumConstants());
        }
        if (type == byte[].class) {
            return "hex";
        }
        if (type.isPrimitive() || type.getPackageName().startsWith("java.")) {
            return type.getSimpleName();
        }
        Constructor<?> constructor = constructor(type);
        if (constructor == null) {
            return "(" + type.getSimpleName() + ", which has no form)";
        }
        List<String> members = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            members.add("\"" + parameter.getName() + "\": " + form(parameter.getType()));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static JavaType type(Command<?, ?> command) {
        return MAPPER.getTypeFactory()
                .constructType(command.getClass())
                .findSuperType(Command.class)
                .containedTypeOrUnknown(0);
    }

    private static @Nullable Object make(JavaType type, JsonNode json) {
        Class<?> raw = type.getRawClass();
        if (raw.isEnum()) {
            return constant(raw, json);
        }
        if (raw == byte[].class) {
            return HexFormat.of().parseHex(json.asText());
        }
        if (!json.isObject() || raw.getPackageName().startsWith("java.")) {
            return MAPPER.convertValue(json, type);
        }
        Constructor<?> constructor = constructor(raw);
        if (constructor == null) {
            throw new IllegalArgumentException(raw.getSimpleName() + " cannot be made of JSON, since it has no one"
                    + " constructor whose parameters have names; give its bytes instead");
        }
        return construct(constructor, json);
    }

    private static Object constant(Class<?> type, JsonNode json) {
        Object[] constants = type.getEnumConstants();
        if (json.isObject() && json.isEmpty() && constants.length == 1) {
            return constants[0];
        }
        String wanted = json.asText().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        json + " is none of " + Arrays.toString(constants).toLowerCase(Locale.ROOT)));
    }

    private static Object construct(Constructor<?> constructor, JsonNode json) {
        Parameter[] parameters = constructor.getParameters();
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < parameters.length; i++) {
            String name = parameters[i].getName();
            names.add(name);
            JavaType type = MAPPER.getTypeFactory().constructType(parameters[i].getParameterizedType());
            if (json.has(name)) {
                arguments[i] = make(type, json.get(name));
            } else if (type.isPrimitive()) {
                arguments[i] = MAPPER.convertValue(0, type);
            } else if (type.getRawClass() == byte[].class) {
                arguments[i] = new byte[0];
            } else {
                throw new IllegalArgumentException("\"" + name + "\" is missing");
            }
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("there is no \"" + name + "\"; there are " + names);
            }
        });
        try {
            if (!constructor.trySetAccessible()) {
                throw new IllegalArgumentException(constructor + " is closed to this program; its jar has to be on the"
                        + " class path, or its module to open the package to dev.fwctl.harness");
            }
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getTargetException().getMessage()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(constructor + " cannot be called", e);
        }
    }

    /** The type's only constructor, if its parameters' names are known. */
    private static @Nullable Constructor<?> constructor(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (type.isRecord()) {
            int components = type.getRecordComponents().length;
            all = Arrays.stream(all)
                    .filter(constructor -> Arrays.equals(
                            constructor.getParameterTypes(),
                            Arrays.stream(type.getRecordComponents())
                                    .map(component -> component.getType())
                                    .toArray(Class<?>[]::new)))
                    .toArray(Constructor<?>[]::new);
            if (components == 0) {
                return all[0];
            }
        }
        return all.length == 1 && Arrays.stream(all[0].getParameters()).allMatch(Parameter::isNamePresent)
                ? all[0]
                : null;
    }
}
