// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlNode;
import dev.fwctl.layout.NamedValues;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Parameters cannot be read or written as asked: there are none of these names, the device does not have or offer them,
 * the values mean nothing, are out of range, or do not fit together. All that is wrong is in it. Nothing was changed.
 */
public final class ParameterRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String device;
    private final transient List<Refusal> refusals;

    /**
     * Why one parameter was refused.
     */
    public static final class Refusal extends NamedValues {
        private final String name;
        private final String value;
        private final String reason;
        private final List<String> near;

        Refusal(String name, String value, String reason, List<String> near) {
            this.name = name;
            this.value = value;
            this.reason = reason;
            this.near = List.copyOf(near);
        }

        /** As it was given, or as the public tools spell it. */
        public String name() {
            return name;
        }

        /** As it was given; empty if none was, or if it is a secret. */
        public String value() {
            return value;
        }

        /** What is wrong, and where it can be told, what would be right. */
        public String reason() {
            return reason;
        }

        /** Names that may have been meant, the nearest first; empty if the name is right. */
        public List<String> near() {
            return near;
        }

        /** For example {@code NUM_OF_VFS: 200 is above the maximum, 127}. */
        @Override
        public String toString() {
            return name + ": " + reason;
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            to.accept("name", name);
            to.accept("value", value);
            to.accept("reason", reason);
            to.accept("near", near);
        }
    }

    private ParameterRefusedException(FwctlNode node, String problem, List<Refusal> refusals) {
        super(problem + ": " + refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ")));
        this.device = node.name();
        this.refusals = List.copyOf(refusals);
    }

    static ParameterRefusedException reading(FwctlNode node, List<Refusal> refusals) {
        return new ParameterRefusedException(node, "cannot read from " + node.name(), refusals);
    }

    static ParameterRefusedException writing(FwctlNode node, List<Refusal> refusals) {
        return new ParameterRefusedException(
                node, "writing to " + node.name() + " was refused before anything was changed", refusals);
    }

    /** The name of the device's node. */
    public String device() {
        return device;
    }

    /** All that was refused, each with its reason. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
