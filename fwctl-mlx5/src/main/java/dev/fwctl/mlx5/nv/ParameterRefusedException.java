// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parameters cannot be read or written as asked: the device does not have them or does not offer them, or the values are
 * out of range or do not fit together. Nothing was changed.
 */
public final class ParameterRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Refusal> refusals;

    /**
     * Why one parameter was refused.
     *
     * @param name as the public tools spell it
     * @param reason what is wrong, and where it can be told, what would be right
     */
    public record Refusal(String name, String reason) {
        /** For example {@code NUM_OF_VFS: 200 is above the maximum, 127}. */
        @Override
        public String toString() {
            return name + ": " + reason;
        }
    }

    private ParameterRefusedException(String problem, List<Refusal> refusals) {
        super(problem + ": " + refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ")));
        this.refusals = List.copyOf(refusals);
    }

    static ParameterRefusedException reading(FwctlNode node, List<Refusal> refusals) {
        return new ParameterRefusedException("cannot read from " + node.name(), refusals);
    }

    static ParameterRefusedException writing(FwctlNode node, List<Refusal> refusals) {
        return new ParameterRefusedException(
                "writing to " + node.name() + " was refused before anything was changed", refusals);
    }

    /** All that was refused, each with its reason. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
