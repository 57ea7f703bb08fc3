// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.Errno;
import java.util.Objects;
import java.util.Optional;

/**
 * One reason for which a Set Feature would be refused, or not do what was meant.
 *
 * <p>Source: {@code cxlctl_validate_set_features} and {@code cxlctl_set_feature} of {@code drivers/cxl/core/features.c}
 * (Linux 7.3).
 *
 * @param kind the reason
 * @param reason the reason in words, with what it is about and what would cure it
 */
public record Obstacle(Kind kind, String reason) {
    /** Refuses null. */
    public Obstacle {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    /** The kernel's answer where it would send the command, and where it never sees it. */
    private static final Errno NONE = new Errno(0);

    /**
     * The reasons: the policy's, then the kernel's in the order in which it comes upon them, then what only the device
     * would refuse or do otherwise.
     */
    public enum Kind {
        /** The policy that the device was opened with does not allow it. */
        POLICY(NONE),
        /** The device's list has no such Feature. */
        UNLISTED(Errno.EINVAL),
        /** The device's entry does not say that the Feature can be changed. */
        NOT_CHANGEABLE(Errno.EINVAL),
        /** The entry's effects have bits set that the kernel cannot interpret. */
        RESERVED_EFFECTS(Errno.EINVAL),
        /** The change would go on in the background, which the kernel does not offer to user space. */
        BACKGROUND(Errno.EINVAL),
        /** The entry names neither a change at once nor a change after a reset. */
        NO_CHANGE_NAMED(Errno.EINVAL),
        /** The scope is too low for the entry's effects. */
        SCOPE_TOO_LOW(Errno.EINVAL),
        /** The request carries no data. */
        NO_DATA(Errno.EINVAL),
        /** The kernel keeps the Feature for itself. */
        RESERVED_BY_KERNEL(Errno.EPERM),
        /** The data ends behind the Feature's Set size. The kernel would send it, and the device refuse it. */
        BEYOND_SET_SIZE(NONE),
        /**
         * The data begin behind byte 0, and go to the device in one transfer. The offset counts in a transfer of several
         * parts only (CXL 3.2, section 8.2.10.6.3): a device that ignores it here changes the first bytes instead, and
         * reports success.
         */
        OFFSET_MAY_BE_IGNORED(NONE);

        private final int errno;

        Kind(Errno errno) {
            this.errno = errno.number();
        }
    }

    /**
     * What the kernel would answer, if this were the first reason it came upon.
     *
     * @return empty if the kernel would send the command, or would never see it
     */
    public Optional<Errno> errno() {
        return kind.errno == 0 ? Optional.empty() : Optional.of(new Errno(kind.errno));
    }

    /** The reason in words. */
    @Override
    public String toString() {
        return reason;
    }
}
