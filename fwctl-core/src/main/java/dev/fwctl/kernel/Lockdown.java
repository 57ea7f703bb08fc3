// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * The mode of kernel lockdown, which forbids things even to root. fwctl itself works in each mode, unlike access to PCI
 * resources through {@code /dev/mem} or sysfs.
 *
 * <p>Source: {@code security/lockdown/lockdown.c} of Linux 7.3.
 */
public enum Lockdown {
    /** Nothing. */
    NONE,
    /** What could change the running kernel. */
    INTEGRITY,
    /** That, and what could read the kernel's secrets. */
    CONFIDENTIALITY,
    /** securityfs is not mounted, not readable for this process, or the kernel was built without lockdown. */
    UNKNOWN;

    /** The modes are listed, the one in force in brackets. */
    static Lockdown parse(Optional<String> text) {
        for (String word : text.orElse("").split("\\s+", -1)) {
            for (Lockdown mode : values()) {
                if (mode != UNKNOWN && word.equals("[" + mode + "]")) {
                    return mode;
                }
            }
        }
        return UNKNOWN;
    }

    /** As the kernel spells it, for example {@code integrity}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
