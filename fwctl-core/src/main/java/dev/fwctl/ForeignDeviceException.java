// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** A device was given to a vendor module that does not serve it: it is another vendor's, or its driver is another. */
public final class ForeignDeviceException extends NotReachedException {
    private static final long serialVersionUID = 1;

    /**
     * An exception for a vendor module to throw.
     *
     * @param node the device
     * @param module the module that was asked to serve it
     */
    public ForeignDeviceException(FwctlNode node, VendorModule module) {
        super(Failure.of(
                "use " + node.name() + " as a device of the module " + module.name(),
                node,
                "its driver is " + node.driver().orElse("unknown") + ", and the module serves "
                        + String.join(", ", module.drivers().stream().sorted().toList()),
                "Use the module that serves the driver"));
    }
}
