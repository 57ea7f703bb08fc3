// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Map;
import java.util.Objects;

/**
 * One setting of a device's firmware: an entry of the list of knobs.
 *
 * @param name the public name, for example {@code NUM_OF_VFS}
 * @param group what it belongs to, for example a TLV or a Feature's UUID
 * @param type its type in the catalog's words, for example {@code UNSIGNED}
 * @param width its width in bits
 * @param values the values by name, in order; empty if it is no enumeration
 * @param effects what changing it does
 * @param specification where it is documented
 */
public record Setting(
        String name,
        String group,
        String type,
        int width,
        Map<String, Long> values,
        Effects effects,
        SpecReference specification) {
    public Setting {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(effects, "effects");
        Objects.requireNonNull(specification, "specification");
    }
}
