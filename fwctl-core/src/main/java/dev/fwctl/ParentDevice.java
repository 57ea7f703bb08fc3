// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The device that a fwctl node belongs to, as sysfs shows it.
 *
 * @param name its name on its bus, for example {@code 0000:03:00.0} or {@code mem0}
 * @param subsystem its bus or class, for example {@code pci} or {@code cxl}; empty if sysfs names none
 * @param path its folder in sysfs, all links resolved
 * @param pci the PCI function that it is or sits on; empty if there is none above it
 */
public record ParentDevice(String name, String subsystem, Path path, Optional<PciFunction> pci) {
    public ParentDevice {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(subsystem, "subsystem");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(pci, "pci");
    }

    /**
     * A PCI function.
     *
     * @param address domain, bus, device and function, for example {@code 0000:03:00.0}
     * @param vendor the vendor id, 16 bits; -1 if sysfs does not say
     * @param device the device id, 16 bits; -1 if sysfs does not say
     */
    public record PciFunction(String address, int vendor, int device) {
        public PciFunction {
            Objects.requireNonNull(address, "address");
        }

        /**
         * Vendor and device as lspci writes them.
         *
         * @return for example {@code 15b3:1021}
         */
        public String id() {
            return vendor < 0 || device < 0 ? "unknown" : String.format(Locale.ROOT, "%04x:%04x", vendor, device);
        }
    }
}
