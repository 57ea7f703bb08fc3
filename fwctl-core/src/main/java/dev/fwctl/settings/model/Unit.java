// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of configuration that hardware reads and writes as a whole: an NV configuration TLV, a CXL Feature, an NVM
 * variable, a file in sysfs. Owned by a piece of hardware, not by a node: two nodes of one card show the same unit
 * under the same key.
 *
 * <p>Its bytes come in two layouts. An <em>image</em> is what a read returns; a <em>content</em> is what a write takes.
 * Where they are the same, {@link #contentOf} has nothing to do.
 *
 * <p>An implementation belongs to one open device, and is safe for use by any number of threads. Two are equal if their
 * keys are.
 */
public interface Unit {
    /** Its permanent name on its hardware: {@code nv/0x00000080}. Journals and plans hold it. */
    String key();

    /** What people call it, for example {@code TLV nv_pci_conf}. */
    String title();

    /** The states that can be read, in the order in which it is cheapest; empty if it can only be written. */
    Set<UnitState> states();

    /** The state that a write changes. {@link UnitState#PENDING}, or {@link UnitState#CURRENT} where nothing ever waits. */
    UnitState target();

    /** How far it can be brought back to what it was. */
    Undo undo();

    /** What can be read of it after a write. */
    default ReadBack readBack() {
        return states().contains(target())
                ? ReadBack.VALUE
                : states().isEmpty() ? ReadBack.NOTHING : ReadBack.SOMETHING_ELSE;
    }

    /** All settings in it, those included that cannot be changed; unmodifiable. */
    List<Place> places();

    /** Of two units, the one of the lower number is written first; those of one number in the order of their keys. */
    default int order() {
        return 0;
    }

    /**
     * Asks the hardware.
     *
     * @param state one of {@link #states}
     * @return the image; empty if this device does not have the unit, or not in that state
     * @throws dev.fwctl.FirmwareException if the firmware refuses
     * @throws dev.fwctl.FwctlException if the firmware was not reached
     */
    Optional<byte[]> read(UnitState state);

    /**
     * What would have to be written to leave the unit as an image shows it.
     *
     * @param image what was read; not changed
     * @return a new array
     */
    default byte[] contentOf(byte[] image) {
        return image.clone();
    }

    /**
     * Whether another length than before means another layout, which what was kept of the unit no longer fits.
     *
     * @return true by default; false for text
     */
    default boolean isLengthFixed() {
        return true;
    }

    /**
     * What a write of a unit that cannot be read begins with.
     *
     * @return a new array, usually of zeros
     */
    default byte[] blank() {
        return new byte[0];
    }

    /**
     * How a content would be written. Asks and sends nothing.
     *
     * @param content what to write
     */
    UnitWrite write(byte[] content);

    /**
     * How to forget what is stored, so that the default comes next.
     *
     * @return empty if the hardware cannot
     */
    default Optional<UnitWrite> forget() {
        return Optional.empty();
    }

    /**
     * Whether something is stored. Asked only of a unit that can be undone {@linkplain Undo#EXACTLY exactly}.
     *
     * @return empty if the hardware does not tell
     */
    default Optional<Boolean> stored() {
        return Optional.empty();
    }

    /** Whether a secret is, or may be, in it. Its bytes are then never kept. */
    default boolean holdsSecrets() {
        return places().stream().anyMatch(place -> place.setting().sensitive());
    }

    /**
     * A content without its secrets, for a fingerprint that may be shown.
     *
     * @param content not changed
     * @return a new array
     */
    default byte[] withoutSecrets(byte[] content) {
        byte[] blanked = content.clone();
        for (Place place : places()) {
            if (place.setting().sensitive()) {
                blanked = place.with(blanked, ValueParser.zero(place));
            }
        }
        return blanked;
    }

    /**
     * Whether its secrets are read back as they were written. If not, writing another setting of the unit would overwrite
     * them, and is refused.
     */
    default boolean tellsSecrets() {
        return true;
    }

    /**
     * Why the kernel, as far as can be told before asking it, or the device itself would refuse to have a content written.
     *
     * @param content what would be written
     * @return reasons with cures; empty if none can be seen from here
     */
    default List<String> preflight(byte[] content) {
        return List.of();
    }
}
