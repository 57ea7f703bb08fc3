// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.ParentDevice.PciFunction;
import dev.fwctl.internal.Sysfs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads fwctl nodes from {@code /sys/class/fwctl}. What one node lacks or hides is no error, and hides no other.
 *
 * <p>In loops, without regular expressions and lambdas: a program's first RPC begins here, and each of those costs a
 * fresh JVM more than the files do.
 */
final class NodeReader {
    private final Path sys;
    private final Path dev;
    private @Nullable Path devices;

    /**
     * A reader of one system.
     *
     * @param root {@code /}, or the root of a simulated system
     */
    public NodeReader(Path root) {
        this.sys = root.resolve("sys");
        this.dev = root.resolve("dev/fwctl");
    }

    /**
     * All nodes.
     *
     * @return in the order of their numbers
     */
    public List<FwctlNode> nodes() {
        List<FwctlNode> nodes = new ArrayList<>();
        for (String name : names()) {
            Optional<FwctlNode> node = read(name);
            if (node.isPresent()) {
                nodes.add(node.get());
            }
        }
        return nodes;
    }

    /**
     * The nodes' names.
     *
     * @return in the order of their numbers
     */
    public List<String> names() {
        List<String> names = new ArrayList<>(Sysfs.names(classFolder()));
        names.sort((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
        return names;
    }

    /**
     * The folder with a link for each node.
     *
     * @return {@code /sys/class/fwctl}
     */
    public Path classFolder() {
        return sys.resolve("class/fwctl");
    }

    /**
     * One node.
     *
     * @param name its name
     * @return the node; empty if it has gone or has no device number
     */
    public Optional<FwctlNode> read(String name) {
        Path folder = classFolder().resolve(name);
        String number = Sysfs.text(folder.resolve("dev")).orElse("");
        int colon = number.indexOf(':');
        if (colon < 0 || !SysfsNames.isNumber(number, 0, colon) || !SysfsNames.isNumber(number, colon + 1)) {
            return Optional.empty();
        }
        Path device = Sysfs.target(folder.resolve("device")).orElse(null);
        List<Path> ancestry = device == null ? List.of() : ancestry(device);
        ParentDevice parent = device == null
                ? new ParentDevice("unknown", "", folder, Optional.empty())
                : new ParentDevice(
                        fileName(device),
                        Sysfs.targetName(device.resolve("subsystem")).orElse(""),
                        device,
                        pciFunction(ancestry));
        boolean isMemdev = parent.subsystem().equals("cxl") && SysfsNames.isMemdev(parent.name());
        return Optional.of(new FwctlNode(
                name,
                dev.resolve(name),
                Integer.parseInt(number.substring(0, colon)),
                Integer.parseInt(number.substring(colon + 1)),
                driver(ancestry),
                parent,
                related(ancestry, "net"),
                related(ancestry, "infiniband"),
                isMemdev ? Optional.of(parent.name()) : Optional.empty(),
                stableKey(name, parent, isMemdev, ancestry)));
    }

    /** The device and what it sits on, up to its PCI function, or to the top where there is none. */
    private List<Path> ancestry(Path device) {
        Path top = devices;
        if (top == null) {
            top = Sysfs.target(sys.resolve("devices")).orElse(sys.resolve("devices"));
            devices = top;
        }
        List<Path> chain = new ArrayList<>();
        for (Path path = device; path != null && path.startsWith(top) && !path.equals(top); path = path.getParent()) {
            chain.add(path);
            if (SysfsNames.isPciAddress(fileName(path))) {
                break;
            }
        }
        return chain.isEmpty() ? List.of(device) : chain;
    }

    private static Optional<String> driver(List<Path> ancestry) {
        for (Path path : ancestry) {
            Optional<String> driver = Sysfs.targetName(path.resolve("driver"));
            if (driver.isPresent()) {
                return driver;
            }
        }
        return Optional.empty();
    }

    private static List<String> related(List<Path> ancestry, String kind) {
        TreeSet<String> names = new TreeSet<>();
        for (Path path : ancestry) {
            names.addAll(Sysfs.names(path.resolve(kind)));
        }
        return List.copyOf(names);
    }

    private static Optional<PciFunction> pciFunction(List<Path> ancestry) {
        for (Path path : ancestry) {
            if (SysfsNames.isPciAddress(fileName(path))) {
                return Optional.of(
                        new PciFunction(fileName(path), id(path.resolve("vendor")), id(path.resolve("device"))));
            }
        }
        return Optional.empty();
    }

    private static int id(Path file) {
        long id = Sysfs.number(file).orElse(-1L);
        return id >= 0 && id <= 0xffff ? (int) id : -1;
    }

    /** Where the device sits does not change when nodes are numbered anew; the serial number tells swapped cards apart. */
    private static String stableKey(String name, ParentDevice parent, boolean isMemdev, List<Path> ancestry) {
        if (isMemdev) {
            Path seat = ancestry.size() > 1 ? ancestry.get(1) : ancestry.get(0);
            Optional<String> serial = Sysfs.text(parent.path().resolve("serial"));
            return "cxl-" + fileName(seat) + (serial.isPresent() ? "-" + serial.get() : "");
        }
        if (parent.pci().isPresent()) {
            return "pci-" + parent.pci().get().address();
        }
        return parent.name().equals("unknown") ? name : parent.subsystem() + "-" + parent.name();
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
