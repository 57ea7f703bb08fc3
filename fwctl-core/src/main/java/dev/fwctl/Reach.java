// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/** The point that a request reached, as an errno tells. In order of how much may have happened. */
public enum Reach {
    /** The kernel or its driver refused it before the firmware saw it. */
    NOT_REACHED,
    /** The firmware saw it and refused it, and the driver made an errno of that. */
    REFUSED,
    /** It may have been carried out, wholly or in part, or may still be. */
    UNKNOWN;

    /**
     * How far a request came where neither its command nor the device's driver is known better.
     *
     * <p>Not reached: {@code ENOTTY} ({@code drivers/fwctl/main.c:180}), {@code E2BIG} (196), {@code ENODEV} (203),
     * {@code EMSGSIZE} (93), {@code EPERM} (102), {@code EOPNOTSUPP} (114) and {@code ENOMEM} (119), which fwctl's core
     * answers before it calls the driver; and {@code EACCES}, {@code EAGAIN}, {@code EBADF}, {@code EBADMSG},
     * {@code EBUSY} and {@code EINVAL}, with which the drivers refuse a request that they do not send. All others are
     * unknown, {@code EFAULT} too: the core (135) also answers it when the firmware has acted and only the reply cannot
     * be handed over.
     *
     * <p>Source: Linux 7.3.
     *
     * @param errno the kernel's answer to {@code FWCTL_RPC}
     * @return {@link #NOT_REACHED} or {@link #UNKNOWN}
     */
    public static Reach usual(Errno errno) {
        Objects.requireNonNull(errno, "errno");
        return switch (errno.symbol()) {
            case "ENOTTY", "E2BIG", "ENODEV", "EMSGSIZE", "EPERM", "EOPNOTSUPP", "ENOMEM" -> NOT_REACHED;
            case "EACCES", "EAGAIN", "EBADF", "EBADMSG", "EBUSY", "EINVAL" -> NOT_REACHED;
            default -> UNKNOWN;
        };
    }
}
