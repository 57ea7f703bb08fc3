// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.ParentDevice.PciFunction;
import dev.fwctl.internal.Sysfs;
import dev.fwctl.internal.SysfsNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the devices of one {@link DeviceFolder} from sysfs. What one device lacks or hides is no error, and hides no other.
 *
 * <p>In loops, without regular expressions and lambdas: a program's first RPC begins here, and each of those costs a
 * fresh JVM more than the files do.
 */
final class NodeReader {
    private final Path root;
    private final Path sys;
    private final DeviceFolder folder;
    private final Supplier<List<VendorModule>> modules;
    private @Nullable Path devices;

    /** The root is {@code /}, or that of a simulated system. */
    NodeReader(Path root, DeviceFolder folder, Supplier<List<VendorModule>> modules) {
        this.root = root;
        this.sys = root.resolve("sys");
        this.folder = folder;
        this.modules = modules;
    }

    /** All devices, in the order of their numbers. */
    List<FwctlNode> nodes() {
        List<FwctlNode> nodes = new ArrayList<>();
        for (String name : names()) {
            Optional<FwctlNode> node = read(name);
            if (node.isPresent()) {
                nodes.add(node.get());
            }
        }
        return nodes;
    }

    /** Their names, in the order of their numbers, those that cannot be read included. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (String name : Sysfs.names(sys.resolve(folder.sysfs()))) {
            if (folder.holds(name)) {
                names.add(name);
            }
        }
        names.sort((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
        return names;
    }

    /** One device; empty if it has gone or has no device number. */
    Optional<FwctlNode> read(String name) {
        Path entry = sys.resolve(folder.sysfs()).resolve(name);
        Object identity = identity(name);
        String number = Sysfs.text(entry.resolve("dev")).orElse("");
        int colon = number.indexOf(':');
        if (colon < 0 || !SysfsNames.isNumber(number, 0, colon) || !SysfsNames.isNumber(number, colon + 1)) {
            return Optional.empty();
        }
        Path device =
                Sysfs.target(folder.isClass() ? entry.resolve("device") : entry).orElse(null);
        List<Path> ancestry = device == null ? List.of() : ancestry(device);
        ParentDevice parent = device == null
                ? new ParentDevice("unknown", "", entry, Optional.empty())
                : new ParentDevice(fileName(device), subsystem(device), device, pciFunction(ancestry));
        return Optional.of(new FwctlNode(
                root.resolve("dev").resolve(folder.dev()).resolve(name),
                new FwctlNode.DeviceNumber(
                        Integer.parseInt(number.substring(0, colon)), Integer.parseInt(number.substring(colon + 1))),
                driver(ancestry),
                parent,
                new FwctlNode.Related(related(ancestry, "net"), related(ancestry, "infiniband")),
                device == null ? name : stableKey(parent, ancestry),
                new NodeOrigin(root, folder, identity, modules)));
    }

    /** What tells a device's folder from any other that ever had its name; null if it has gone. */
    @Nullable
    Object identity(String name) {
        try {
            return Files.readAttributes(sys.resolve(folder.sysfs()).resolve(name), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException e) {
            return null;
        }
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

    private static @Nullable String driver(List<Path> ancestry) {
        for (Path path : ancestry) {
            Optional<String> driver = Sysfs.targetName(path.resolve("driver"));
            if (driver.isPresent()) {
                return driver.get();
            }
        }
        return null;
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

    /**
     * Where the device sits does not change when nodes are numbered anew; the serial number tells swapped cards apart. The
     * parent's own name may be a number that its subsystem handed out, so the outermost device on a bus counts.
     */
    private static String stableKey(ParentDevice parent, List<Path> ancestry) {
        Optional<String> serial = Sysfs.text(parent.path().resolve("serial"));
        return seat(parent, ancestry) + (serial.isPresent() ? "-" + SysfsNames.printable(serial.get()) : "");
    }

    private static String seat(ParentDevice parent, List<Path> ancestry) {
        if (parent.pci().isPresent()) {
            return "pci-" + parent.pci().get().address();
        }
        for (int i = ancestry.size() - 1; i >= 0; i--) {
            String subsystem = subsystem(ancestry.get(i));
            if (!subsystem.isEmpty()) {
                return subsystem + "-" + fileName(ancestry.get(i));
            }
        }
        return parent.name();
    }

    private static String subsystem(Path device) {
        return Sysfs.targetName(device.resolve("subsystem")).orElse("");
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
