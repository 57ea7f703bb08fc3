// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions of CEL, evaluated by Google's implementation: an API server has another one, in Go. */
final class Cel {
    private Cel() {}

    /** Whether an expression is true; an error of it is a refusal, as it is to an API server. */
    static boolean holds(String expression, Map<String, ?> names) {
        try {
            return Boolean.TRUE.equals(value(expression, names));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    static Object value(String expression, Map<String, ?> names) throws CelEvaluationException {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.optional());
        names.keySet().forEach(name -> compiler.addVar(name, SimpleType.DYN));
        try {
            Map<String, Object> values = new HashMap<>();
            names.forEach((name, value) -> values.put(name, cel(value)));
            return CelRuntimeFactory.standardCelRuntimeBuilder()
                    .addLibraries(CelExtensions.optional())
                    .build()
                    .createProgram(compiler.build().compile(expression).getAst())
                    .eval(values);
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(expression + ": " + e.getMessage(), e);
        }
    }

    /** CEL's integers have 64 bits. */
    private static Object cel(@Nullable Object value) {
        if (value == null) {
            return NullValue.NULL_VALUE;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Cel::cel).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> converted = new HashMap<>();
            map.forEach((key, one) -> converted.put(key, cel(one)));
            return converted;
        }
        return value;
    }
}
