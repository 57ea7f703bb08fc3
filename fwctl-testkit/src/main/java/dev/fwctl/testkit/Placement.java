// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import java.util.List;
import java.util.Locale;

/**
 * The place of a simulated device, as sysfs will show it. Immutable.
 *
 * @param parent the name of the fwctl node's parent, for example {@code 0000:03:00.0} or {@code mem0}
 * @param subsystem the parent's bus: {@code pci}, {@code cxl} or {@code platform}
 * @param pciAddress the address of the PCI function that the parent is or sits on; empty if none
 * @param vendor the PCI vendor id
 * @param device the PCI device id
 * @param serial the CXL serial number, 64 bits; 0 where there is none
 * @param netDevices the network interfaces of the same function
 * @param infinibandDevices the RDMA devices of the same function
 */
public record Placement(
        String parent,
        String subsystem,
        String pciAddress,
        int vendor,
        int device,
        long serial,
        List<String> netDevices,
        List<String> infinibandDevices) {

    /**
     * Copies the lists.
     *
     * @param parent the parent's name
     * @param subsystem the parent's bus
     * @param pciAddress the PCI function's address
     * @param vendor the PCI vendor id
     * @param device the PCI device id
     * @param serial the CXL serial number
     * @param netDevices the network interfaces
     * @param infinibandDevices the RDMA devices
     */
    public Placement {
        netDevices = List.copyOf(netDevices);
        infinibandDevices = List.copyOf(infinibandDevices);
    }

    /**
     * A PCI function, whose own driver brings the fwctl node, as mlx5 does.
     *
     * @param address for example {@code 0000:03:00.0}
     * @param vendor the vendor id, 16 bits
     * @param device the device id, 16 bits
     * @return the placement
     */
    public static Placement pci(String address, int vendor, int device) {
        return new Placement(address, "pci", address, vendor, device, 0, List.of(), List.of());
    }

    /**
     * A CXL memory device on a PCI function.
     *
     * @param memdev its name, {@code mem} and a number
     * @param pciAddress for example {@code 0000:35:00.0}
     * @param serial the serial number, 64 bits
     * @return the placement
     */
    public static Placement cxl(String memdev, String pciAddress, long serial) {
        return new Placement(memdev, "cxl", pciAddress, 0x8086, 0x0d93, serial, List.of(), List.of());
    }

    /**
     * A platform device, on no PCI function.
     *
     * @param name for example {@code acme.0}
     * @return the placement
     */
    public static Placement platform(String name) {
        return new Placement(name, "platform", "", 0, 0, 0, List.of(), List.of());
    }

    /**
     * The same place, with network interfaces.
     *
     * @param names for example {@code eth2}
     * @return a new placement
     */
    public Placement withNetDevices(String... names) {
        return new Placement(parent, subsystem, pciAddress, vendor, device, serial, List.of(names), infinibandDevices);
    }

    /**
     * The same place, with RDMA devices.
     *
     * @param names for example {@code mlx5_0}
     * @return a new placement
     */
    public Placement withInfinibandDevices(String... names) {
        return new Placement(parent, subsystem, pciAddress, vendor, device, serial, netDevices, List.of(names));
    }

    boolean isCxl() {
        return subsystem.equals("cxl");
    }

    /** The number of a CXL memory device: 3 of mem3. */
    int memdevNumber() {
        return Integer.parseInt(parent.substring("mem".length()));
    }

    boolean isPci() {
        return !pciAddress.isEmpty();
    }

    /** The folder of the PCI function below /sys/devices. */
    String pciFolder() {
        return "pci" + pciAddress.substring(0, pciAddress.indexOf(':') + 3) + "/" + pciAddress;
    }

    /** The folder of the fwctl node's parent below /sys/devices. */
    String folder() {
        if (!isPci()) {
            return "platform/" + parent;
        }
        return isCxl() ? pciFolder() + "/" + parent : pciFolder();
    }

    String serialText() {
        return String.format(Locale.ROOT, "0x%x", serial);
    }
}
