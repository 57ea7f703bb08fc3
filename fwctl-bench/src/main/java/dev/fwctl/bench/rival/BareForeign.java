// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * A program's own {@code java.lang.foreign} downcall, errno captured. This module is compiled for Java 17, so the handle
 * is made by reflection; that is over before the first call, and the JIT sees a constant method handle all the same.
 */
public final class BareForeign {
    /** {@code (int, long, long)int}; the segment for errno, one for the whole JVM, is bound. */
    private static final MethodHandle IOCTL;

    /** Where errno is left. */
    private static final Pointer ERRNO;

    static {
        try {
            Object state = state();
            IOCTL = link().bindTo(state);
            ERRNO = new Pointer((long) Class.forName("java.lang.foreign.MemorySegment")
                    .getMethod("address")
                    .invoke(state));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private BareForeign() {}

    public static Task ioctl(Target target, int fd, Outcomes outcomes) {
        Block block = new Block(target, outcomes);
        long argument = block.argument;
        long request = target.ioctl();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                block.before();
                if (call(fd, request, argument) < 0) {
                    outcomes.errno(ERRNO.getInt(0));
                } else {
                    sum += block.after();
                }
            }
            return sum;
        };
    }

    private static int call(int fd, long request, long argument) {
        try {
            return (int) IOCTL.invokeExact(fd, request, argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object state() throws ReflectiveOperationException {
        Class<?> arena = Class.forName("java.lang.foreign.Arena");
        Class<?> option = Class.forName("java.lang.foreign.Linker$Option");
        return arena.getMethod("allocate", Class.forName("java.lang.foreign.MemoryLayout"))
                .invoke(
                        arena.getMethod("global").invoke(null),
                        option.getMethod("captureStateLayout").invoke(null));
    }

    private static MethodHandle link() throws ReflectiveOperationException {
        Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
        Class<?> option = Class.forName("java.lang.foreign.Linker$Option");
        Class<?> descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
        Class<?> layout = Class.forName("java.lang.foreign.MemoryLayout");
        Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
        Class<?> values = Class.forName("java.lang.foreign.ValueLayout");
        Object linker = linkerType.getMethod("nativeLinker").invoke(null);
        Object lookup = linkerType.getMethod("defaultLookup").invoke(linker);
        Method find = Class.forName("java.lang.foreign.SymbolLookup").getMethod("find", String.class);
        Object address = ((Optional<?>) find.invoke(lookup, "ioctl")).orElseThrow();
        Object jint = values.getField("JAVA_INT").get(null);
        Object jlong = values.getField("JAVA_LONG").get(null);
        Object arguments = arrayOf(layout, jint, jlong, jlong);
        Object descriptor =
                descriptorType.getMethod("of", layout, arguments.getClass()).invoke(null, jint, arguments);
        Object options = arrayOf(
                option,
                option.getMethod("captureCallState", String[].class).invoke(null, (Object) new String[] {"errno"}),
                option.getMethod("firstVariadicArg", int.class).invoke(null, 2));
        return (MethodHandle) linkerType
                .getMethod("downcallHandle", segment, descriptorType, options.getClass())
                .invoke(linker, address, descriptor, options);
    }

    private static Object arrayOf(Class<?> type, Object... elements) {
        Object array = Array.newInstance(type, elements.length);
        for (int i = 0; i < elements.length; i++) {
            Array.set(array, i, elements[i]);
        }
        return array;
    }
}
