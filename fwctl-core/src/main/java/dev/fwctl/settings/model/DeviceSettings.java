// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.layout.UnknownNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one open device, as its vendor's module sees them: found by name, listed, and the identity of the
 * hardware that owns them. The engine makes one for each operation, so that nothing is remembered over a reset of the
 * device.
 *
 * <p>An implementation is safe for use by any number of threads, and asks the device for nothing before it is needed.
 */
public interface DeviceSettings {
    /**
     * The hardware that owns the settings.
     *
     * @throws dev.fwctl.FwctlException if it cannot be asked
     */
    Hardware hardware();

    /**
     * The places that a text names: one, or several where it names a range of elements. By default the one place in
     * {@link #units} of that name or alias.
     *
     * @param name as people spell it, in any case
     * @return not empty; whether this device has them is not asked
     * @throws UnknownNameException if there is no such setting, with names near to it
     * @throws IllegalArgumentException if a port, module or element is missing, out of place or out of range
     */
    default List<Place> find(String name) {
        List<String> known = new ArrayList<>();
        for (Unit unit : units()) {
            for (Place place : unit.places()) {
                String own = place.address().name();
                known.add(own);
                if (own.equalsIgnoreCase(name) || place.aliases().stream().anyMatch(name::equalsIgnoreCase)) {
                    return List.of(place);
                }
            }
        }
        throw UnknownNameException.of("this device", "setting", name, known);
    }

    /** All units of this device, in a stable order; what the device does not have is left out. */
    List<Unit> units();

    /**
     * The unit of a key, for a journal or a plan of another process.
     *
     * @param key from {@link Unit#key}
     * @return empty if this device, with the firmware that it has now, has no such unit
     */
    default Optional<Unit> unit(String key) {
        return units().stream().filter(unit -> unit.key().equals(key)).findFirst();
    }

    /**
     * Which resets the device says it needs for what waits to count.
     *
     * @return none if nothing waits; empty if the device does not tell
     */
    default Optional<Set<String>> resetsNeeded() {
        return Optional.empty();
    }
}
