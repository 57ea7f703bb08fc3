// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;
import java.util.Objects;

/** No device answers to the name that was given, or several do. */
public final class NoSuchDeviceException extends NotReachedException {
    private static final long serialVersionUID = 1;

    private final transient List<FwctlNode> candidates;

    NoSuchDeviceException(Failure failure, List<FwctlNode> candidates) {
        super(failure);
        this.candidates = List.copyOf(candidates);
    }

    /**
     * An exception for a vendor module to throw, which looks for devices of another kind than fwctl nodes.
     *
     * @param action what was tried, for example {@code find the CXL memory device mem7}
     * @param reason why it was not found
     * @param hint what there is instead, empty if nothing is known
     */
    public NoSuchDeviceException(String action, String reason, String hint) {
        this(
                Failure.of(
                        Objects.requireNonNull(action, "action"),
                        Objects.requireNonNull(reason, "reason"),
                        Objects.requireNonNull(hint, "hint")),
                List.of());
    }

    /**
     * The nodes that could have been meant: those that answered, if several did, else all there are.
     *
     * @return an immutable list, empty if the system has no fwctl device
     */
    public List<FwctlNode> candidates() {
        return candidates;
    }
}
