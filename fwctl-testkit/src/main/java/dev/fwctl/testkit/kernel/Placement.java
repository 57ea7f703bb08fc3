// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The place of a simulated device, as sysfs will show it: the parent of its fwctl node, and the PCI function that this
 * parent is or sits on. Immutable.
 */
public final class Placement {
    /** A PCI function: its address, its vendor and device id, and the driver that it is bound to. */
    private record Function(String address, int vendor, int device, String driver) {
        String folder() {
            return "pci" + address.substring(0, address.indexOf(':') + 3) + "/" + address;
        }
    }

    private final String parent;
    private final String subsystem;
    private final Optional<Function> function;
    private final Map<String, String> attributes;
    private final Map<String, List<String>> classDevices;

    private Placement(
            String parent,
            String subsystem,
            Optional<Function> function,
            Map<String, String> attributes,
            Map<String, List<String>> classDevices) {
        this.parent = parent;
        this.subsystem = subsystem;
        this.function = function;
        this.attributes = attributes;
        this.classDevices = classDevices;
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
        return new Placement(
                address, "pci", Optional.of(new Function(address, vendor, device, "")), Map.of(), Map.of());
    }

    /**
     * A platform device, on no PCI function.
     *
     * @param name for example {@code acme.0}
     * @return the placement
     */
    public static Placement platform(String name) {
        return new Placement(name, "platform", Optional.empty(), Map.of(), Map.of());
    }

    /**
     * A device on another bus that a driver of this PCI function makes below it, such as the memory device below a CXL
     * card, or the auxiliary device of a network driver. The fwctl node hangs from it.
     *
     * @param name its name, for example {@code mem0}
     * @param bus its bus, for example {@code cxl} or {@code auxiliary}
     * @param functionDriver the driver of the PCI function, for example {@code cxl_pci}
     * @return a new placement, with the network and RDMA devices of this one and none of its attributes
     * @throws IllegalStateException if this is no PCI function
     */
    public Placement child(String name, String bus, String functionDriver) {
        Function below = function.filter(pci -> subsystem.equals("pci"))
                .map(pci -> new Function(pci.address(), pci.vendor(), pci.device(), functionDriver))
                .orElseThrow(() -> new IllegalStateException(this + " is no PCI function"));
        return new Placement(name, bus, Optional.of(below), Map.of(), classDevices);
    }

    /**
     * The same place, whose parent has an attribute more.
     *
     * @param name the file's name in the parent's folder, for example {@code serial}
     * @param text what is in it; the kernel ends most with a line break
     * @return a new placement
     */
    public Placement withAttribute(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(name, text);
        return new Placement(parent, subsystem, function, more, classDevices);
    }

    /**
     * The same place, with network interfaces on its PCI function.
     *
     * @param names for example {@code eth2}
     * @return a new placement
     */
    public Placement withNetDevices(String... names) {
        return withClassDevices("net", names);
    }

    /**
     * The same place, with RDMA devices on its PCI function.
     *
     * @param names for example {@code mlx5_0}
     * @return a new placement
     */
    public Placement withInfinibandDevices(String... names) {
        return withClassDevices("infiniband", names);
    }

    private Placement withClassDevices(String kind, String... names) {
        Map<String, List<String>> more = new LinkedHashMap<>(classDevices);
        more.put(kind, List.of(names));
        return new Placement(parent, subsystem, function, attributes, more);
    }

    /**
     * The name of the fwctl node's parent.
     *
     * @return for example {@code 0000:03:00.0} or {@code mem0}
     */
    public String parent() {
        return parent;
    }

    /**
     * The parent's bus.
     *
     * @return for example {@code pci}, {@code cxl} or {@code platform}
     */
    public String subsystem() {
        return subsystem;
    }

    /**
     * The address of the PCI function that the parent is or sits on.
     *
     * @return for example {@code 0000:03:00.0}; empty if there is none
     */
    public Optional<String> pciAddress() {
        return function.map(Function::address);
    }

    /** The folder of the fwctl node's parent below /sys/devices. */
    String folder() {
        return subsystem.equals("pci") ? pciFolder().orElseThrow() : pciFolder().orElse("platform") + "/" + parent;
    }

    /** The folder of the PCI function below /sys/devices. */
    Optional<String> pciFolder() {
        return function.map(Function::folder);
    }

    /** The driver of the PCI function, where the fwctl node hangs from the parent. */
    String functionDriver(String parentDriver) {
        return function.map(Function::driver)
                .filter(driver -> !driver.isEmpty())
                .orElse(parentDriver);
    }

    int vendor() {
        return function.map(Function::vendor).orElse(0);
    }

    int device() {
        return function.map(Function::device).orElse(0);
    }

    Map<String, String> attributes() {
        return attributes;
    }

    List<String> classDevices(String kind) {
        return classDevices.getOrDefault(kind, List.of());
    }

    @Override
    public String toString() {
        return subsystem + "-" + parent;
    }
}
