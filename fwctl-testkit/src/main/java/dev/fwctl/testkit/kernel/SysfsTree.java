// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The simulated kernel's {@code /sys}, {@code /proc} and {@code /dev}: real files and links in a temporary folder, laid
 * out as the kernel lays them out. A device node is a plain file whose text gives its number, as {@code c 240:0}.
 */
final class SysfsTree {
    private static final String NODE_PREFIX = "c ";

    private final Path root;

    private SysfsTree(Path root) {
        this.root = root;
    }

    static SysfsTree create() {
        try {
            SysfsTree tree = new SysfsTree(TemporaryFolder.create());
            for (String folder : List.of("sys/class/fwctl", "sys/devices", "sys/bus", "dev", "proc/sys/kernel")) {
                Files.createDirectories(tree.root.resolve(folder));
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    /** Writes a file; one that exists changes at once, as a reader of sysfs sees it. */
    void write(String path, String text) {
        Path file = root.resolve(path);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text, StandardCharsets.ISO_8859_1);
                return;
            }
            Path next = Files.createTempFile(root, ".next-", "");
            Files.writeString(next, text, StandardCharsets.ISO_8859_1);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void link(String path, String target) {
        Path link = root.resolve(path);
        Path folder = Objects.requireNonNull(link.getParent());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, folder.relativize(root.resolve(target)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the bus and the device's driver show before fwctl has a part in it. */
    void addParent(Placement place, String driver) {
        place.pciFolder().ifPresent(folder -> {
            String pci = "sys/devices/" + folder;
            write(pci + "/vendor", hex(place.vendor()));
            write(pci + "/device", hex(place.device()));
            bind(pci, "pci", place.pciAddress().orElseThrow(), place.functionDriver(driver));
            place.classDevices("net").forEach(name -> write(pci + "/net/" + name + "/address", "00:00:00:00:00:00\n"));
            place.classDevices("infiniband")
                    .forEach(name -> write(pci + "/infiniband/" + name + "/node_type", "1: CA\n"));
        });
        String folder = "sys/devices/" + place.folder();
        if (!place.subsystem().equals("pci")) {
            bind(folder, place.subsystem(), place.parent(), driver);
        }
        place.attributes().forEach((name, text) -> write(folder + "/" + name, text));
    }

    /** A character device of the parent: its number in the parent's folder, and its node. */
    void addCharacterDevice(Placement place, String path, int major, int minor) {
        write("sys/devices/" + place.folder() + "/dev", major + ":" + minor + "\n");
        write("dev/" + path, NODE_PREFIX + major + ":" + minor + "\n");
    }

    void removeCharacterDevice(String path) {
        delete(root.resolve("dev/" + path));
    }

    private void bind(String folder, String bus, String name, String driver) {
        String home = "sys/bus/" + bus + "/drivers/" + driver;
        write(home + "/uevent", "");
        link(folder + "/driver", home);
        link(folder + "/subsystem", "sys/bus/" + bus);
        link("sys/bus/" + bus + "/devices/" + name, folder);
    }

    /** {@code cdev_device_add}: the class device, its link from the class, and its node. */
    void addNode(Placement place, String name, int major, int minor) {
        String parent = "sys/devices/" + place.folder();
        String folder = parent + "/fwctl/" + name;
        write(folder + "/dev", major + ":" + minor + "\n");
        write(folder + "/uevent", "MAJOR=" + major + "\nMINOR=" + minor + "\nDEVNAME=fwctl/" + name + "\n");
        link(folder + "/device", parent);
        link(folder + "/subsystem", "sys/class/fwctl");
        link("sys/class/fwctl/" + name, folder);
        write("dev/fwctl/" + name, NODE_PREFIX + major + ":" + minor + "\n");
    }

    /**
     * {@code cdev_device_del}. The folder is put aside, not deleted: sysfs gives no inode number twice, and the file
     * system that we borrow would.
     */
    void removeNode(Placement place, String name) {
        delete(root.resolve("dev/fwctl/" + name));
        delete(root.resolve("sys/class/fwctl/" + name));
        try {
            Path gone = Files.createDirectories(root.resolve(".gone"));
            Files.move(
                    root.resolve("sys/devices/" + place.folder() + "/fwctl"),
                    Files.createTempDirectory(gone, "").resolve("fwctl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void removeParent(Placement place) {
        delete(root.resolve("sys/bus/" + place.subsystem() + "/devices/" + place.parent()));
        delete(root.resolve("sys/devices/" + place.folder()));
        place.pciFolder().ifPresent(folder -> {
            delete(root.resolve("sys/bus/pci/devices/" + place.pciAddress().orElseThrow()));
            delete(root.resolve("sys/devices/" + folder));
        });
    }

    /** The {@linkplain Inode#number number} of a device node; -1 if the file is no device node. */
    static int nodeNumber(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith(NODE_PREFIX)) {
            return -1;
        }
        String[] number = text.substring(NODE_PREFIX.length()).split(":", 2);
        return Inode.number(Integer.parseInt(number[0]), Integer.parseInt(number[1]));
    }

    static void delete(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(int id) {
        return String.format(Locale.ROOT, "0x%04x\n", id);
    }
}
