// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import dev.fwctl.FwctlNode;
import dev.fwctl.ParentDevice;
import dev.fwctl.ParentDevice.PciFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads fwctl nodes from {@code /sys/class/fwctl}. What one node lacks or hides is no error, and hides no other. */
public final class NodeReader {
    private static final Pattern PCI_ADDRESS = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final Pattern MEMDEV = Pattern.compile("mem[0-9]+");
    private static final Pattern DEV = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");

    private final Path sys;
    private final Path dev;

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
            read(name).ifPresent(nodes::add);
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
        var number = DEV.matcher(Sysfs.text(folder.resolve("dev")).orElse(""));
        if (!number.matches()) {
            return Optional.empty();
        }
        Optional<Path> device = Sysfs.target(folder.resolve("device"));
        List<Path> ancestry = device.map(this::ancestry).orElse(List.of());
        Optional<PciFunction> pci = ancestry.stream()
                .filter(path -> PCI_ADDRESS.matcher(fileName(path)).matches())
                .findFirst()
                .map(NodeReader::pciFunction);
        ParentDevice parent = device.map(path -> new ParentDevice(
                        fileName(path),
                        Sysfs.targetName(path.resolve("subsystem")).orElse(""),
                        path,
                        pci))
                .orElseGet(() -> new ParentDevice("unknown", "", folder, Optional.empty()));
        boolean isMemdev = parent.subsystem().equals("cxl")
                && MEMDEV.matcher(parent.name()).matches();
        return Optional.of(new FwctlNode(
                name,
                dev.resolve(name),
                Integer.parseInt(number.group(1)),
                Integer.parseInt(number.group(2)),
                driver(ancestry),
                parent,
                related(ancestry, "net"),
                related(ancestry, "infiniband"),
                isMemdev ? Optional.of(parent.name()) : Optional.empty(),
                stableKey(name, parent, isMemdev, ancestry)));
    }

    /** The device and what it sits on, up to its PCI function, or to the top where there is none. */
    private List<Path> ancestry(Path device) {
        Path devices = Sysfs.target(sys.resolve("devices")).orElse(sys.resolve("devices"));
        List<Path> chain = new ArrayList<>();
        for (Path path = device;
                path != null && path.startsWith(devices) && !path.equals(devices);
                path = path.getParent()) {
            chain.add(path);
            if (PCI_ADDRESS.matcher(fileName(path)).matches()) {
                break;
            }
        }
        return chain.isEmpty() ? List.of(device) : chain;
    }

    private static Optional<String> driver(List<Path> ancestry) {
        return ancestry.stream()
                .flatMap(path -> Sysfs.targetName(path.resolve("driver")).stream())
                .findFirst();
    }

    private static List<String> related(List<Path> ancestry, String kind) {
        TreeSet<String> names = new TreeSet<>();
        ancestry.forEach(path -> names.addAll(Sysfs.names(path.resolve(kind))));
        return List.copyOf(names);
    }

    private static PciFunction pciFunction(Path path) {
        return new PciFunction(fileName(path), id(path.resolve("vendor")), id(path.resolve("device")));
    }

    private static int id(Path file) {
        return Sysfs.number(file)
                .filter(id -> id >= 0 && id <= 0xffff)
                .map(Long::intValue)
                .orElse(-1);
    }

    /** Where the device sits does not change when nodes are numbered anew; the serial number tells swapped cards apart. */
    private static String stableKey(String name, ParentDevice parent, boolean isMemdev, List<Path> ancestry) {
        if (isMemdev) {
            Path seat = ancestry.size() > 1 ? ancestry.get(1) : ancestry.get(0);
            String serial = Sysfs.text(parent.path().resolve("serial"))
                    .map(text -> "-" + text)
                    .orElse("");
            return "cxl-" + fileName(seat) + serial;
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
