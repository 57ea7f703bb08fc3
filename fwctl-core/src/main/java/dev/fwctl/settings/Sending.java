// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.DeviceClosedException;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlException;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.settings.model.UnitWrite;
import org.jspecify.annotations.Nullable;

/** What a failure says of whether the hardware was reached. */
final class Sending {
    private Sending() {}

    /** Makes a write, and returns what it failed with, if it did. */
    static @Nullable RuntimeException attempt(UnitWrite write) {
        try {
            write.send();
            return null;
        } catch (FirmwareException e) {
            return e;
        } catch (FwctlException e) {
            return e;
        }
    }

    /** Nothing was sent, for certain. */
    static boolean wasNotSent(RuntimeException failure) {
        return failure instanceof PolicyRefusedException
                || failure instanceof ObserverRefusedException
                || failure instanceof PermissionDeniedException
                || failure instanceof DeviceClosedException;
    }

    /** Nothing was changed, as the firmware says, or because nothing was sent. */
    static boolean wasRefused(RuntimeException failure) {
        return wasNotSent(failure) || failure instanceof FirmwareException;
    }
}
