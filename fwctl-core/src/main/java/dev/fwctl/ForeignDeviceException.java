// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

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
                "use " + node.name() + " as a device of the module " + module,
                node,
                "its driver is " + node.driver().orElse("unknown") + ", and the module serves " + served,
                "Use the module that serves the driver"));
    }
}
