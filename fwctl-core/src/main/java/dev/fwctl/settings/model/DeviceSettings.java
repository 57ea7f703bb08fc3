// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.FwctlNode;
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
     * The places that a text names: one, or several where it names a range of elements.
     *
     * @param name as people spell it, in any case
     * @return not empty; whether this device has them is not asked
     * @throws dev.fwctl.layout.UnknownNameException if there is no such setting, with names near to it
     * @throws IllegalArgumentException if a port, module or element is missing, out of place or out of range
     */
    List<Place> find(String name);

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

    /**
     * Of the nodes of a system, those of the same hardware: writers take the locks of all of them.
     *
     * @param own this device's node
     * @param all the nodes of the system
     * @return in the order of their names; {@code own} among them
     */
    default List<FwctlNode> nodesOfHardware(FwctlNode own, List<FwctlNode> all) {
        Optional<String> slot = slot(own);
        return all.stream()
                .filter(node -> node.name().equals(own.name())
                        || slot.isPresent() && slot(node).equals(slot))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** Domain, bus and device of a PCI function: what its card's functions have in common. */
    private static Optional<String> slot(FwctlNode node) {
        return node.parent()
                .pci()
                .map(pci -> pci.address().substring(0, pci.address().lastIndexOf('.')));
    }
}
