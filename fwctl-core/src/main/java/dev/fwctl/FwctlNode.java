// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A fwctl device as sysfs shows it, without opening it and without permission to. A snapshot.
 *
 * @param name the kernel's name, for example {@code fwctl0}; numbers are handed out anew at each boot and replug
 * @param path the device node, for example {@code /dev/fwctl/fwctl0}
 * @param major the node's major device number
 * @param minor the node's minor device number
 * @param driver the driver behind it, for example {@code mlx5_core} or {@code cxl_mem}; empty if sysfs names none
 * @param parent the device that the node belongs to
 * @param netDevices the network interfaces of the same device, sorted
 * @param infinibandDevices the RDMA devices of the same device, sorted
 * @param memdev the CXL memory device, for example {@code mem0}; empty if it is none
 * @param stableKey a name that survives renumbering: it is made of where the device sits and, for CXL, its serial
 *     number, for example {@code pci-0000:03:00.0}
 */
public record FwctlNode(
        String name,
        Path path,
        int major,
        int minor,
        Optional<String> driver,
        ParentDevice parent,
        List<String> netDevices,
        List<String> infinibandDevices,
        Optional<String> memdev,
        String stableKey) {

    /**
     * Copies the lists.
     *
     * @param name the kernel's name
     * @param path the device node
     * @param major the node's major device number
     * @param minor the node's minor device number
     * @param driver the driver behind it
     * @param parent the device that the node belongs to
     * @param netDevices the network interfaces of the same device
     * @param infinibandDevices the RDMA devices of the same device
     * @param memdev the CXL memory device
     * @param stableKey a name that survives renumbering
     */
    public FwctlNode {
        netDevices = List.copyOf(netDevices);
        infinibandDevices = List.copyOf(infinibandDevices);
    }

    /**
     * Whether the node answers to a name: its own name or path, its stable key, its PCI address (the domain may be left
     * out if it is 0000), or a network interface, RDMA device or CXL memory device of the same device.
     *
     * @param wanted the name
     * @return true if it does
     */
    public boolean answersTo(String wanted) {
        return wanted.equals(name)
                || wanted.equals(path.toString())
                || wanted.equals(stableKey)
                || memdev.isPresent() && memdev.get().equals(wanted)
                || netDevices.contains(wanted)
                || infinibandDevices.contains(wanted)
                || parent.pci().isPresent() && isAddress(parent.pci().get().address(), wanted);
    }

    private static boolean isAddress(String address, String wanted) {
        return address.equalsIgnoreCase(wanted) || address.equalsIgnoreCase("0000:" + wanted);
    }

    /** For example {@code fwctl0 (cxl_mem, mem0)}. */
    @Override
    public String toString() {
        return name + " (" + driver.orElse("no driver") + ", " + parent.name() + ")";
    }
}
