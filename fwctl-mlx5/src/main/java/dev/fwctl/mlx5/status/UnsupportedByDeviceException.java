// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.status;

import dev.fwctl.FwctlNode;

/** The catalog knows a register, capability page or parameter, and this device says that it does not have it. */
public final class UnsupportedByDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String subject;

    /**
     * Made by this module.
     *
     * @param node the device
     * @param subject what it does not have
     * @param why how it told
     */
    public UnsupportedByDeviceException(FwctlNode node, String subject, String why) {
        super(node.name() + " does not have " + subject + ": " + why
                + ". Another model or a later firmware may have it");
        this.subject = subject;
    }

    /**
     * What the device does not have.
     *
     * @return for example {@code register MTPTM (0x9180)}
     */
    public String subject() {
        return subject;
    }
}
