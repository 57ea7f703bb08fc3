// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * This device lacks something that its vendor's module knows: a register, a parameter, a Feature, a log. Whether the
 * device's capabilities said so or its firmware, nothing has changed, and no other scope or permission would help.
 */
public final class UnsupportedByDeviceException extends NotReachedException {
    private static final long serialVersionUID = 1;

    private final String subject;

    /**
     * An exception for a vendor module to throw.
     *
     * @param node the device
     * @param subject what it lacks, for example {@code register MTPTM (0x9180)}
     * @param why how that is known
     * @param cause what the firmware answered, null if it was not asked
     */
    public UnsupportedByDeviceException(FwctlNode node, String subject, String why, @Nullable FirmwareException cause) {
        super(new Failure(
                Objects.requireNonNull(node, "node").name() + " does not have "
                        + Objects.requireNonNull(subject, "subject"),
                node,
                null,
                null,
                Objects.requireNonNull(why, "why"),
                "Another model or a later firmware may have it",
                cause));
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
