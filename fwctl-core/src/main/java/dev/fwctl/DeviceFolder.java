// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.SysfsNames;
import java.util.Objects;

/**
 * The place where the kernel shows the devices of one kind: a folder of sysfs with a link for each, and a folder of
 * {@code /dev} with their nodes.
 *
 * @param sysfs below {@code /sys}, for example {@code class/fwctl}
 * @param dev below {@code /dev}, for example {@code fwctl}
 * @param prefix what stands before the number in their names; entries of other names are other devices
 */
public record DeviceFolder(String sysfs, String dev, String prefix) {
    public DeviceFolder {
        Objects.requireNonNull(sysfs, "sysfs");
        Objects.requireNonNull(dev, "dev");
        Objects.requireNonNull(prefix, "prefix");
    }

    /** The fwctl devices: {@code /sys/class/fwctl/fwctlN} and {@code /dev/fwctl/fwctlN}. */
    public static final DeviceFolder FWCTL = new DeviceFolder("class/fwctl", "fwctl", "fwctl");

    /** An entry of a class links to its device; an entry of a bus is one. */
    boolean isClass() {
        return sysfs.startsWith("class/");
    }

    /**
     * Whether an entry of the folder is a device of this kind.
     *
     * @param name the entry's name
     * @return true if it is the prefix and a number of one to nine digits
     */
    public boolean holds(String name) {
        Objects.requireNonNull(name, "name");
        return name.startsWith(prefix) && SysfsNames.isNumber(name, prefix.length());
    }
}
