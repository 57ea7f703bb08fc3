// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The public constants of a type, such as the command that a command's class has. */
final class Constants {
    private Constants() {}

    static Stream<Object> of(Class<?> type) {
        List<Object> found = new ArrayList<>();
        for (Field field : type.getFields()) {
            int modifiers = field.getModifiers();
            boolean constant = Modifier.isStatic(modifiers) && Modifier.isFinal(modifiers);
            if (constant && field.getDeclaringClass() == type && field.canAccess(null)) {
                try {
                    Object value = field.get(null);
                    if (value != null) {
                        found.add(value);
                    }
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("canAccess said that " + field + " can be read", e);
                }
            }
        }
        return found.stream();
    }
}
