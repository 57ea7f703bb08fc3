// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Optional;

/**
 * A view of a device's units during one reading or planning: each unit is read once in each state, whoever asks for it.
 * Handed to a vendor's checks. Confined to one thread.
 */
public interface UnitView {
    /**
     * What the hardware holds, as it answered.
     *
     * @param unit the unit
     * @param state which of its values
     * @return empty if the device does not have the unit, or does not tell this state of it
     * @throws dev.fwctl.FirmwareException if the firmware refuses to read it; the same one each time, without asking again
     * @throws dev.fwctl.FwctlException if the firmware was not reached
     */
    Optional<byte[]> image(Unit unit, UnitState state);

    /**
     * What will be there once the plan is written: the changed content of a unit that the plan changes, else what is there
     * now; in the layout of a write.
     *
     * @param unit the unit
     * @return empty if it cannot be read, and the plan does not change it
     */
    Optional<byte[]> planned(Unit unit);
}
