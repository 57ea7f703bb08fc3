// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.FirmwareException;
import dev.fwctl.NotReachedException;
import dev.fwctl.settings.model.UnitWrite;
import org.jspecify.annotations.Nullable;

/** A verdict on a failure to send: whether the hardware may have been reached. */
final class Sending {
    private Sending() {}

    /** Makes a write, and returns what it failed with, if it did: an observer may throw anything. */
    static @Nullable RuntimeException attempt(UnitWrite write) {
        try {
            write.send();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Nothing was changed: the firmware did not act on it, or says that it refused. */
    static boolean wasRefused(RuntimeException failure) {
        return failure instanceof NotReachedException || failure instanceof FirmwareException;
    }
}
