// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import dev.fwctl.Command;
import dev.fwctl.Reply;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A public constructor or method of a type: one way in. */
record Way(Class<?> type, Executable code) {
    static List<Way> into(Class<?> type) {
        List<Way> ways = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers()) && !type.isEnum()) {
            Arrays.stream(type.getConstructors()).forEach(code -> ways.add(new Way(type, code)));
        }
        Arrays.stream(type.getMethods())
                .filter(method -> isOwn(type, method) && !isProgram(method) && !isTheLibrarys(type, method))
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .forEach(code -> ways.add(new Way(type, code)));
        return ways;
    }

    /** Inherited methods are tried where they are declared, but for those of a type that nobody sees. */
    private static boolean isOwn(Class<?> type, Method method) {
        Class<?> declaring = method.getDeclaringClass();
        boolean hidden = !Modifier.isPublic(declaring.getModifiers());
        return (declaring == type || hidden)
                && !method.isSynthetic()
                && !method.getName().equals("equals")
                && !(type.isEnum() && method.getName().equals("valueOf") && method.getParameterCount() == 1);
    }

    /** A program's beginning has a user before it, and may end the JVM. */
    private static boolean isProgram(Method method) {
        return method.getName().equals("main")
                && Modifier.isStatic(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String[].class});
    }

    /**
     * A command's encoders and its decoder are called by the library alone, with what it checked: a buffer of the size that
     * the command announced, and a reply that nobody else can make. The rules V05 and V09 try them.
     */
    private static boolean isTheLibrarys(Class<?> type, Method method) {
        return Command.class.isAssignableFrom(type)
                && Stream.of(Command.class.getMethods())
                        .filter(one -> one.getName().equals(method.getName()))
                        .flatMap(one -> Stream.of(one.getParameterTypes()))
                        .anyMatch(one -> one == ByteBuffer.class || one == Reply.class);
    }

    boolean needsReceiver() {
        return code instanceof Method && !Modifier.isStatic(code.getModifiers());
    }

    List<Parameter> parameters() {
        return List.of(code.getParameters());
    }

    boolean takesNull(int position) {
        Annotation[] annotations = code.getAnnotatedParameterTypes()[position].getAnnotations();
        return Stream.of(annotations)
                .anyMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
    }

    /** Ends as the way in itself does: what it throws is thrown. */
    @Nullable
    Object call(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable {
        if (code instanceof Method method
                && !Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
            return callInherited(method, receiver, arguments);
        }
        try {
            return code instanceof Method method
                    ? method.invoke(receiver, arguments)
                    : ((Constructor<?>) code).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A public method of a class that nobody sees is open to all through the type that inherits it, if not to reflection. */
    private @Nullable Object callInherited(Method method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        MethodType signature = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        MethodHandle handle = Modifier.isStatic(method.getModifiers())
                ? MethodHandles.publicLookup().findStatic(type, method.getName(), signature)
                : MethodHandles.publicLookup()
                        .findVirtual(type, method.getName(), signature)
                        .bindTo(receiver);
        return handle.asFixedArity().invokeWithArguments(arguments);
    }

    /** Such as {@code Attachment.read}. */
    String name() {
        String simple = type.getName().replaceAll("^.*\\.", "").replace('$', '.');
        return code instanceof Method ? simple + "." + code.getName() : "new " + simple;
    }

    @Override
    public String toString() {
        return name()
                + parameters().stream()
                        .map(one -> one.getType().getSimpleName() + " " + one.getName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
