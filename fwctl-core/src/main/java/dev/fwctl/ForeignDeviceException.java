// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/** A device was given to a vendor module that does not serve it: it is another vendor's, or its driver is another. */
public final class ForeignDeviceException extends NotReachedException {
    private static final long serialVersionUID = 1;

    /**
     * An exception for a vendor module to throw.
     *
     * @param node the device
     * @param module the name of the module that was asked to serve it
     * @param served what the module serves, for example its drivers
     */
    public ForeignDeviceException(FwctlNode node, String module, String served) {
        super(Failure.of(
                "use " + Objects.requireNonNull(node, "node").name() + " as a device of the module "
                        + Objects.requireNonNull(module, "module"),
                node,
                "its driver is " + node.driver().orElse("unknown") + ", and the module serves "
                        + Objects.requireNonNull(served, "served"),
                "Use the module that serves the driver"));
    }
}
