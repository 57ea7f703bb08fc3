// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab;

import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * The order of test classes: by their {@link org.junit.jupiter.api.Order}, then by name, and so the same on each machine. They
 * share the guest's devices, and a file system lists classes as it likes.
 */
final class SameOrder extends ClassOrderer.OrderAnnotation {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(one -> one.getTestClass().getName()));
        super.orderClasses(context);
    }
}
