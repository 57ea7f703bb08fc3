// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;

/** No fwctl node answers to the name that was given. */
public final class NoSuchNodeException extends FwctlException {
    private static final long serialVersionUID = 1;

    private final transient List<FwctlNode> candidates;

    NoSuchNodeException(Failure failure, List<FwctlNode> candidates) {
        super(failure);
        this.candidates = List.copyOf(candidates);
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
