// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.entry;

import java.lang.reflect.Parameter;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every public constructor and method of every public type that a module exports, tried with one wrong argument at a
 * time.
 */
public final class EntryPoints {
    private final List<Class<?>> types;
    private final Instances instances;
    private final Set<String> left;
    private final Set<Class<? extends Exception>> documented;
    private final List<String> untried = new ArrayList<>();
    private int tried;

    /**
     * The ways into a module.
     *
     * @param types whose
     * @param instances what to call methods on, and to give as arguments
     * @param byName arguments for parameters of these names, or of {@code Type.method.parameter}
     * @param left ways in that are not called, such as {@code Attachment.read}
     * @param documented what may be thrown beside FwctlException and what a method declares
     */
    public EntryPoints(
            List<Class<?>> types,
            List<?> instances,
            Map<String, ?> byName,
            Set<String> left,
            Set<Class<? extends Exception>> documented) {
        this.types = List.copyOf(types);
        this.instances = new Instances(instances, byName);
        this.left = new HashSet<>(left);
        this.documented = Set.copyOf(documented);
        types.forEach(EntryPoints::requireParameterNames);
        this.instances.derive(types, left);
    }

    /** A refusal names the parameter: without its name no refusal could be told from an accident. */
    private static void requireParameterNames(Class<?> type) {
        for (Way way : Way.into(type)) {
            if (!way.parameters().stream().allMatch(Parameter::isNamePresent)) {
                throw new IllegalStateException(way + " was compiled without the names of its parameters: compile the"
                        + " module with -parameters (maven-compiler-plugin: <parameters>true</parameters>)");
            }
        }
    }

    /**
     * The public types that a module exports to everybody.
     *
     * @param inModule any type of it
     * @return sorted by name
     */
    public static List<Class<?>> exportedWith(Class<?> inModule) {
        return ExportedTypes.besides(inModule);
    }

    /**
     * Gives null for each reference that may not be null.
     *
     * @return what was taken, or failed without naming the argument
     */
    public List<String> nulls() {
        return walk((way, position) -> {
            Class<?> type = way.parameters().get(position).getType();
            List<@Nullable Object> wrong = new ArrayList<>();
            if (!type.isPrimitive() && !way.takesNull(position)) {
                wrong.add(null);
            }
            return wrong;
        });
    }

    /**
     * Gives containers that contain a null.
     *
     * @return what failed without naming the argument
     */
    public List<String> nullsInside() {
        return walk((way, position) -> new ArrayList<@Nullable Object>(
                NoSense.withNullInside(way.parameters().get(position).getType())));
    }

    /**
     * Gives numbers, texts and containers that mostly make no sense.
     *
     * @return what failed without naming the argument
     */
    public List<String> values() {
        return walk((way, position) -> new ArrayList<@Nullable Object>(
                NoSense.of(way.parameters().get(position).getType())));
    }

    /**
     * What the last walk could not try.
     *
     * @return each way with the reason
     */
    public List<String> untried() {
        return List.copyOf(untried);
    }

    /**
     * The calls of the last walk.
     *
     * @return how many
     */
    public int tried() {
        return tried;
    }

    private interface Wrong {
        List<@Nullable Object> values(Way way, int position);
    }

    private List<String> walk(Wrong wrong) {
        List<String> complaints = new ArrayList<>();
        untried.clear();
        tried = 0;
        for (Class<?> type : types) {
            for (Way way : Way.into(type)) {
                if (!left.contains(way.name()) && !way.parameters().isEmpty()) {
                    tryAll(way, wrong, complaints);
                }
            }
        }
        return complaints;
    }

    private void tryAll(Way way, Wrong wrong, List<String> complaints) {
        List<@Nullable Object> receivers = receivers(way);
        if (receivers.isEmpty() && !way.type().isInterface()) {
            untried.add(way + ": no instance of " + way.type().getSimpleName() + ": give one in instances(), or leave '"
                    + way.name() + "' out in leftOut()");
        }
        for (Object receiver : receivers) {
            for (int position = 0; position < way.parameters().size(); position++) {
                for (Object value : wrong.values(way, position)) {
                    @Nullable Object[] arguments;
                    try {
                        arguments = instances.arguments(way, position);
                    } catch (IllegalStateException e) {
                        untried.add(way + ": " + e.getMessage()
                                + ": give one in instances(), or under the parameter's name in arguments(), or leave '"
                                + way.name() + "' out in leftOut()");
                        return;
                    }
                    arguments[position] = value;
                    tried++;
                    Trial.Verdict verdict = new Trial(way, receiver, arguments, position).make(documented);
                    if (verdict.end() == Trial.End.ACCIDENT || verdict.end() == Trial.End.TAKEN && value == null) {
                        complaints.add(verdict.told());
                    }
                }
            }
        }
    }

    /** What others implement is theirs to check: methods of interfaces are tried on the module's own classes. */
    private List<@Nullable Object> receivers(Way way) {
        if (!way.needsReceiver()) {
            return Arrays.asList((Object) null);
        }
        List<@Nullable Object> receivers = new ArrayList<>();
        for (Object one : instances.all(way.type())) {
            if (!way.type().isInterface() || isOfTheModule(one.getClass())) {
                receivers.add(one);
            }
        }
        return receivers;
    }

    private boolean isOfTheModule(Class<?> type) {
        return !type.isHidden() && placeOf(type).equals(placeOf(types.get(0)));
    }

    private static Optional<URL> placeOf(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource()).map(CodeSource::getLocation);
    }
}
