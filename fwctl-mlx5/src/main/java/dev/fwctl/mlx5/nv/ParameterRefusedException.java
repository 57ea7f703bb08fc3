// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlNode;
import dev.fwctl.mlx5.internal.Nulls;
import java.util.List;
import java.util.Objects;
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
     *
     * @param name as it was given, or as the public tools spell it
     * @param value as it was given; empty if none was, or if it is a secret
     * @param reason what is wrong, and where it can be told, what would be right
     * @param near names that may have been meant, the nearest first; empty if the name is right
     */
    public record Refusal(String name, String value, String reason, List<String> near) {
        /** Takes an unmodifiable copy of the list. */
        public Refusal {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(reason, "reason");
            Nulls.in(near, "near");
            near = List.copyOf(near);
        }

        /** For example {@code NUM_OF_VFS: 200 is above the maximum, 127}. */
        @Override
        public String toString() {
            return name + ": " + reason;
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
