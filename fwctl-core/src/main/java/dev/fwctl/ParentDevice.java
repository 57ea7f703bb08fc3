// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The device that a fwctl node belongs to, as sysfs shows it. */
public final class ParentDevice {
    private final String name;
    private final String subsystem;
    private final Path path;
    private final Optional<PciFunction> pci;

    ParentDevice(String name, String subsystem, Path path, Optional<PciFunction> pci) {
        this.name = name;
        this.subsystem = subsystem;
        this.path = path;
        this.pci = pci;
    }

    /** Its name on its bus, for example {@code 0000:03:00.0} or {@code mem0}. */
    public String name() {
        return name;
    }

    /** Its bus or class, for example {@code pci} or {@code cxl}; empty if sysfs names none. */
    public String subsystem() {
        return subsystem;
    }

    /** Its folder in sysfs, all links resolved. */
    public Path path() {
        return path;
    }

    /** The PCI function that it is or sits on; empty if there is none above it. */
    public Optional<PciFunction> pci() {
        return pci;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof ParentDevice other
                && name.equals(other.name)
                && subsystem.equals(other.subsystem)
                && path.equals(other.path)
                && pci.equals(other.pci);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, subsystem, path, pci);
    }

    /** A PCI function. */
    public static final class PciFunction {
        private final String address;
        private final int vendor;
        private final int device;

        PciFunction(String address, int vendor, int device) {
            this.address = address;
            this.vendor = vendor;
            this.device = device;
        }

        /** Domain, bus, device and function, for example {@code 0000:03:00.0}. */
        public String address() {
            return address;
        }

        /** The vendor id, 16 bits; -1 if sysfs does not say. */
        public int vendor() {
            return vendor;
        }

        /** The device id, 16 bits; -1 if sysfs does not say. */
        public int device() {
            return device;
        }

        /**
         * Vendor and device as lspci writes them.
         *
         * @return for example {@code 15b3:1021}
         */
        public String id() {
            return vendor < 0 || device < 0 ? "unknown" : String.format(Locale.ROOT, "%04x:%04x", vendor, device);
        }

        /** The address. */
        @Override
        public String toString() {
            return address;
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof PciFunction other
                    && address.equals(other.address)
                    && vendor == other.vendor
                    && device == other.device;
        }

        @Override
        public int hashCode() {
            return Objects.hash(address, vendor, device);
        }
    }

    /** For example {@code mem0 (cxl)}. */
    @Override
    public String toString() {
        return subsystem.isEmpty() ? name : name + " (" + subsystem + ")";
    }
}
