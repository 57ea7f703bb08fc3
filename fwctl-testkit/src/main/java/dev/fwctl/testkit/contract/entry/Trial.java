// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import dev.fwctl.FwctlException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One argument of a way in is wrong, the others make sense. */
record Trial(Way way, @Nullable Object receiver, @Nullable Object[] arguments, int position) {
    /** What became of a wrong argument. */
    enum End {
        /** The call did something with it, and returned. */
        TAKEN,
        /** The call refused, and said which argument. */
        REFUSED,
        /** The call failed in another way. */
        ACCIDENT
    }

    private static final Pattern PLATFORM = Pattern.compile("javax?\\.|jdk\\.|sun\\.|com\\.sun\\.");

    /** How it ended, and what a reader is told if that is not as it should be. */
    record Verdict(End end, String told) {}

    Verdict make(Set<Class<? extends Exception>> documented) {
        try {
            way.call(receiver, arguments);
            return new Verdict(End.TAKEN, told("is taken"));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the test cannot call " + way + ": " + e, e);
        } catch (Throwable e) {
            StackTraceElement[] trace = e.getStackTrace();
            return new Verdict(
                    refuses(e, documented) ? End.REFUSED : End.ACCIDENT,
                    told(": " + e + (trace.length == 0 ? "" : " at " + at(trace))));
        }
    }

    /** Where it failed, and through what of the module it came there. */
    private String at(StackTraceElement[] trace) {
        return trace[0]
                + Stream.of(trace)
                        .filter(one -> one.getClassName().startsWith(way.type().getPackageName()))
                        .findFirst()
                        .map(one -> " < " + one)
                        .orElse("");
    }

    private boolean refuses(Throwable e, Set<Class<? extends Exception>> documented) {
        if (e instanceof NullPointerException) {
            StackTraceElement[] trace = e.getStackTrace();
            return trace.length > 0 && trace[0].getClassName().equals(Objects.class.getName()) && namesTheArgument(e);
        }
        boolean onPurpose = e instanceof IllegalArgumentException && (namesTheArgument(e) || inOwnWords(e));
        boolean typed = e instanceof FwctlException
                || Arrays.stream(way.code().getExceptionTypes()).anyMatch(type -> type.isInstance(e))
                || documented.stream().anyMatch(type -> type.isInstance(e)) && inOwnWords(e);
        return arguments[position] == null
                ? e instanceof IllegalArgumentException && namesTheArgument(e)
                : typed || onPurpose;
    }

    /** Somebody wrote this refusal for this purpose, and not the platform for one of its own. */
    private static boolean inOwnWords(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0
                && !PLATFORM.matcher(trace[0].getClassName()).lookingAt()
                && !String.valueOf(e.getMessage()).isBlank();
    }

    /** By its name, in one word or several, or by showing it. */
    private boolean namesTheArgument(Throwable e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        String name = way.parameters().get(position).getName();
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        Object value = arguments[position];
        Predicate<String> says = text -> message.contains(text.toLowerCase(Locale.ROOT));
        return says.test(name)
                || e instanceof NullPointerException
                        && !message.isBlank()
                        && name.toLowerCase(Locale.ROOT).endsWith(message)
                || says.test(words)
                || value instanceof Number && says.test(value.toString())
                || value instanceof String text && says.test("'" + text + "'")
                || value instanceof String text && text.length() > 100 && says.test(text.substring(0, 20));
    }

    private String told(String end) {
        Object value = arguments[position];
        String text = value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
        return way + ": " + way.parameters().get(position).getName() + " = "
                + (text.length() > 40 ? text.substring(0, 40) + "..." : text)
                + (end.startsWith(":") ? end : " " + end);
    }
}
