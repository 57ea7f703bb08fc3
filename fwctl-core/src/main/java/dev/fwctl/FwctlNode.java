// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static java.util.Objects.requireNonNull;

import dev.fwctl.internal.Sysfs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A device as sysfs shows it, without opening it and without permission to: a snapshot. Immutable.
 *
 * <p>Two nodes are equal if sysfs says the same of both.
 */
public final class FwctlNode {
    /** The numbers by which the kernel knows a node. */
    record DeviceNumber(int major, int minor) {}

    /** What of the system belongs to a device, by the system's own names, sorted. */
    record Related(List<String> net, List<String> infiniband) {
        static final Related NONE = new Related(List.of(), List.of());

        Related {
            net = List.copyOf(net);
            infiniband = List.copyOf(infiniband);
        }
    }

    private final Path path;
    private final DeviceNumber number;
    private final Optional<String> driver;
    private final ParentDevice parent;
    private final Related related;
    private final String stableKey;
    private final NodeOrigin origin;
    private @Nullable List<VendorModule>
            serving; // looked for when somebody asks: opening by the node's name needs none
    private @Nullable NodeNames names; // asked for by few, and the modules' share of it has to be found first

    FwctlNode(
            Path path,
            DeviceNumber number,
            @Nullable String driver,
            ParentDevice parent,
            Related related,
            String stableKey,
            NodeOrigin origin) {
        this.path = path;
        this.number = number;
        this.driver = Optional.ofNullable(driver);
        this.parent = parent;
        this.related = related;
        this.stableKey = stableKey;
        this.origin = origin;
    }

    /**
     * The kernel's name; numbers are handed out anew at each boot and replug.
     *
     * @return for example {@code fwctl0}
     */
    public String name() {
        Path file = path.getFileName();
        return file == null ? "" : file.toString();
    }

    /**
     * The device node.
     *
     * @return for example {@code /dev/fwctl/fwctl0}
     */
    public Path path() {
        return path;
    }

    /**
     * The node's major device number.
     *
     * @return 0 or more
     */
    public int major() {
        return number.major();
    }

    /**
     * The node's minor device number.
     *
     * @return 0 or more
     */
    public int minor() {
        return number.minor();
    }

    /**
     * The driver behind it.
     *
     * @return as sysfs names it; empty if sysfs names none
     */
    public Optional<String> driver() {
        return driver;
    }

    /**
     * The device that the node belongs to.
     *
     * @return as sysfs shows it
     */
    public ParentDevice parent() {
        return parent;
    }

    /**
     * The network interfaces of the same device.
     *
     * @return their names, sorted
     */
    public List<String> netDevices() {
        return related.net();
    }

    /**
     * The RDMA devices of the same device.
     *
     * @return their names, sorted
     */
    public List<String> infinibandDevices() {
        return related.infiniband();
    }

    /**
     * A name that survives renumbering: where the device sits, and its serial number where sysfs shows one. It does not
     * depend on which vendor modules there are.
     *
     * @return the address of the PCI function, for example {@code pci-0000:03:00.0}, or the name of the outermost device
     *     on a bus where there is none; then a dash and the parent's attribute {@code serial}, if it has one
     */
    public String stableKey() {
        return stableKey;
    }

    /**
     * The vendor module that serves the device; where several do, as a product's beside that of its transport, the first.
     *
     * @return the first of {@link #modules()}; empty if there is none
     */
    public Optional<VendorModule> module() {
        return modules().stream().findFirst();
    }

    /**
     * All vendor modules that serve the device: what one knows, another need not. Each module is asked once: neither they
     * nor what this snapshot shows them will change.
     *
     * @return those of the {@link Fwctl#modules()} of the system that listed it, in their order; for the node of an open
     *     device, of the system that opened it
     */
    public List<VendorModule> modules() {
        List<VendorModule> known = serving; // racing threads compute the same
        if (known == null) {
            known = origin.modules().get().stream()
                    .filter(module -> module.serves(this))
                    .toList();
            serving = known;
        }
        return known;
    }

    /** The same snapshot, for a system whose vendor modules are these. */
    FwctlNode withModules(Supplier<List<VendorModule>> modules) {
        return origin.modules().equals(modules)
                ? this
                : new FwctlNode(
                        path, number, driver.orElse(null), parent, related, stableKey, origin.withModules(modules));
    }

    /**
     * All names that the device answers to, each as it is spelt: the kernel's name and the path; the stable key; the PCI
     * address, with and without a domain of 0000; the names of its network interfaces and RDMA devices, and what its
     * vendor module calls it. Behind a prefix that tells what it is ({@code pci:}, {@code net:}, {@code rdma:}, the
     * module's name, for example {@code cxl:}) a name means just that. Without it, a network interface or RDMA device is
     * left out whose name looks like another kind's, since such names can be given at will.
     *
     * @return in a stable order
     */
    public List<String> names() {
        return nodeNames().spellings();
    }

    /**
     * Whether the device answers to a name.
     *
     * @param wanted one of {@link #names()}; hexadecimal digits of a PCI address may be in upper case
     * @return true if it does
     */
    public boolean answersTo(String wanted) {
        return nodeNames().answersTo(requireNonNull(wanted, "wanted"));
    }

    /**
     * A device's name as {@link #names} spells it.
     *
     * @param name a name, or a pattern for names
     * @return hexadecimal digits of a PCI address in lower case; any other name unchanged
     */
    public static String canonicalName(String name) {
        Objects.requireNonNull(name, "name");
        return NodeNames.canonical(name);
    }

    /**
     * An attribute of the device that the node belongs to, as sysfs shows it now. Read whatever the thread's interrupt flag
     * says.
     *
     * @param name a file below the device's folder
     * @return its text without white space around it; empty if it cannot be read
     * @throws IllegalArgumentException if there can be no such file below that folder
     */
    public Optional<String> attribute(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.startsWith("/") || name.indexOf('\0') >= 0 || ("/" + name + "/").contains("/../")) {
            throw new IllegalArgumentException("'" + name + "' names no file below the device's folder");
        }
        return Sysfs.text(parent.path().resolve(name));
    }

    NodeNames nodeNames() {
        NodeNames known = names; // racing threads compute the same
        if (known == null) {
            known = NodeNames.of(this, origin);
            names = known;
        }
        return known;
    }

    NodeOrigin origin() {
        return origin;
    }

    /** Whether this is the same device as another snapshot shows, and has not been unplugged in between. */
    boolean isStill(FwctlNode earlier) {
        return stableKey.equals(earlier.stableKey)
                && number.equals(earlier.number)
                && Objects.equals(origin.identity(), earlier.origin.identity());
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof FwctlNode other
                && path.equals(other.path)
                && number.equals(other.number)
                && driver.equals(other.driver)
                && parent.equals(other.parent)
                && related.equals(other.related)
                && stableKey.equals(other.stableKey);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + stableKey.hashCode();
    }

    /** For example {@code fwctl0 (cxl_mem, mem0)}. */
    @Override
    public String toString() {
        return name() + " (" + driver.orElse("no driver") + ", " + parent.name() + ")";
    }
}
