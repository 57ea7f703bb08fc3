// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The address of a setting on a device.
 *
 * @param name as people spell it on this device, port, module and element included: {@code LINK_TYPE_P2},
 *     {@code MODULE_SPLIT_M0[3]}. Unique among those of one owner
 * @param owner whose it is
 * @param element which element of an array, from 0; empty for a single value and for a whole array
 */
public record Address(String name, Owner owner, OptionalInt element) {
    public Address {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(element, "element");
    }

    /** A setting that is no element of an array. */
    public static Address of(String name, Owner owner) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        return new Address(name, owner, OptionalInt.empty());
    }

    /** The name, and whose it is where it is another function's. */
    @Override
    public String toString() {
        return owner.kind() == Owner.Kind.FUNCTION && owner.number().isPresent() ? name + " of " + owner : name;
    }
}
