// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A program's own {@code java.lang.foreign} downcall, errno captured. This module is compiled for Java 17, so the handle
 * is made by reflection; that is over before the first call, and the JIT sees a constant method handle all the same.
 */
public final class BareForeign {
    /** {@code (int, long, long)int}; the segment for errno, one for the whole JVM, is bound. */
    private static final MethodHandle IOCTL = link();

    private BareForeign() {}

    public static Task ioctl(Target target) {
        int fd = Bare.open(target);
        Memory memory = Bare.memory(target);
        var fields = memory.getByteBuffer(0, 32).order(ByteOrder.nativeOrder());
        long argument = Pointer.nativeValue(memory) + target.argumentOffset();
        long request = target.ioctl();
        int room = target.replyBytes();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                fields.putInt(HostIoctl.LENGTH_OFFSET, room);
                sum += call(fd, request, argument);
            }
            return sum;
        };
    }

    public static int call(int fd, long request, long argument) {
        int result;
        try {
            result = (int) IOCTL.invokeExact(fd, request, argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (result < 0) {
            throw new IllegalStateException("the ioctl failed");
        }
        return result;
    }

    private static MethodHandle link() {
        try {
            Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
            Class<?> option = Class.forName("java.lang.foreign.Linker$Option");
            Class<?> descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
            Class<?> layout = Class.forName("java.lang.foreign.MemoryLayout");
            Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
            Class<?> arenaType = Class.forName("java.lang.foreign.Arena");
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
            MethodHandle handle = (MethodHandle) linkerType
                    .getMethod("downcallHandle", segment, descriptorType, options.getClass())
                    .invoke(linker, address, descriptor, options);
            Object state = arenaType
                    .getMethod("allocate", layout)
                    .invoke(
                            arenaType.getMethod("global").invoke(null),
                            option.getMethod("captureStateLayout").invoke(null));
            return handle.bindTo(state);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Object arrayOf(Class<?> type, Object... elements) {
        Object array = Array.newInstance(type, elements.length);
        for (int i = 0; i < elements.length; i++) {
            Array.set(array, i, elements[i]);
        }
        return array;
    }
}
