// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/**
 * The order of test classes: by their {@link Order}, then by name, and so the same on each machine. They share the
 * guest's devices, and a file system lists classes as it likes.
 */
final class SameOrder implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparingInt(SameOrder::order)
                        .thenComparing(one -> one.getTestClass().getName()));
    }

    private static int order(ClassDescriptor one) {
        return one.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
    }
}
