// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.fwctl.internal.Elements;
import dev.fwctl.internal.Handle;
import dev.fwctl.internal.SystemSyscalls;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fwctl devices of a system: the place to begin.
 *
 * <pre>{@code
 * Fwctl fwctl = Fwctl.system();
 * for (FwctlNode node : fwctl.nodes()) {
 *     System.out.println(node);
 * }
 * try (FwctlDevice device = fwctl.open("fwctl0")) {
 *     System.out.println(device.info());
 * }
 * }</pre>
 *
 * <p>Immutable, and safe for use by any number of threads. Discovery reads sysfs, needs no native code and no
 * privilege; the native calls are loaded when the first device is opened.
 */
public final class Fwctl {
    private static final Path ROOT = Path.of("/");
    private static final TaintWatch TAINT = new TaintWatch(ROOT);

    private final Supplier<Syscalls> syscalls;
    private final Path root;
    private final TaintWatch taintWatch;
    private final Supplier<List<VendorModule>> modules;
    private final AccessPolicy policy;
    private final @Nullable RpcObserver observer;

    private Fwctl(Supplier<Syscalls> syscalls, Path root, TaintWatch taintWatch) {
        this(syscalls, root, taintWatch, new FoundModules(), AccessPolicy.readOnly(), null);
    }

    private Fwctl(
            Supplier<Syscalls> syscalls,
            Path root,
            TaintWatch taintWatch,
            Supplier<List<VendorModule>> modules,
            AccessPolicy policy,
            @Nullable RpcObserver observer) {
        this.syscalls = syscalls;
        this.root = root;
        this.taintWatch = taintWatch;
        this.modules = modules;
        this.policy = policy;
        this.observer = observer;
    }

    /**
     * The system that this program runs on.
     *
     * @return devices are opened with {@link AccessPolicy#readOnly()} and without an observer; the vendor modules are
     *     those that the calling thread's context class loader and this library's own one find as services
     */
    public static Fwctl system() {
        return new Fwctl(Fwctl::systemSyscalls, ROOT, TAINT);
    }

    /**
     * Another system, such as a simulated one.
     *
     * @param syscalls the seam to its kernel
     * @param root the folder that holds its {@code sys}, {@code dev} and {@code proc}
     * @return as {@link #system()}
     */
    public static Fwctl on(Syscalls syscalls, Path root) {
        requireNonNull(syscalls, "syscalls");
        requireNonNull(root, "root");
        return new Fwctl(() -> syscalls, root, new TaintWatch(root));
    }

    /**
     * The same system, whose devices are opened with another policy.
     *
     * @param newPolicy the policy
     * @return a new object
     */
    public Fwctl withPolicy(AccessPolicy newPolicy) {
        Objects.requireNonNull(newPolicy, "newPolicy");
        requireNonNull(newPolicy, "policy");
        return new Fwctl(syscalls, root, taintWatch, modules, newPolicy, observer);
    }

    /**
     * The same system, whose devices are opened with one more observer.
     *
     * @param newObserver the observer, told after those before it
     * @return a new object
     */
    public Fwctl withObserver(RpcObserver newObserver) {
        requireNonNull(newObserver, "observer");
        RpcObserver both = observer == null ? newObserver : observer.and(newObserver);
        return new Fwctl(syscalls, root, taintWatch, modules, policy, both);
    }

    /**
     * The same system, with these vendor modules instead of those that are found as services.
     *
     * @param newModules the modules, the first that serves a device first
     * @return a new object
     * @throws IllegalArgumentException if one was built for another version of {@link VendorModule}
     */
    public Fwctl withModules(List<VendorModule> newModules) {
        Elements.require(newModules, "newModules");
        List<VendorModule> copy = List.copyOf(newModules);
        copy.forEach(SpiVersion::require);
        return new Fwctl(syscalls, root, taintWatch, () -> copy, policy, observer);
    }

    /**
     * The vendor modules. They name devices and device types, and tell a device's firmware and settings.
     *
     * @return an immutable list; found once, when it is first asked for
     */
    public List<VendorModule> modules() {
        return modules.get();
    }

    /**
     * This library's version, in whatever jar it is now.
     *
     * @return for example {@code 1.0.0}; {@code unknown} if the jar was made without this library's resources
     */
    public static String version() {
        try (InputStream file = Fwctl.class.getResourceAsStream("/dev-fwctl-core/version")) {
            return file == null ? "unknown" : new String(file.readAllBytes(), US_ASCII).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /**
     * The same system, reached through another seam, with the same policy and observers. A vendor module uses it to put a
     * seam of its own before the real one, where a device speaks another protocol than fwctl's.
     *
     * @param newSyscalls the seam to its kernel
     * @return a new object
     */
    public Fwctl withSyscalls(Syscalls newSyscalls) {
        Objects.requireNonNull(newSyscalls, "newSyscalls");
        requireNonNull(newSyscalls, "syscalls");
        return new Fwctl(() -> newSyscalls, root, taintWatch, modules, policy, observer);
    }

    /**
     * The folder that holds the system's {@code sys}, {@code dev} and {@code proc}.
     *
     * @return {@code /} for {@link #system()}
     */
    public Path root() {
        return root;
    }

    /**
     * The policy that devices are opened with.
     *
     * @return the policy
     */
    public AccessPolicy policy() {
        return policy;
    }

    /**
     * The seam to the kernel, loaded now if it was not.
     *
     * @return the seam
     * @throws NativesUnavailableException if it cannot be loaded here
     */
    public Syscalls syscalls() {
        return syscalls.get();
    }

    /**
     * All fwctl devices, those that this process may not open included.
     *
     * @return a snapshot in the order of their numbers; empty on a kernel without fwctl
     */
    public List<FwctlNode> nodes() {
        return nodes(DeviceFolder.FWCTL);
    }

    /**
     * All devices of another kind, for a vendor module whose devices have nodes besides their fwctl ones.
     *
     * @param folder where the kernel shows them
     * @return a snapshot in the order of their numbers, with the same stable keys as the fwctl nodes of the same devices;
     *     empty if there are none
     */
    public List<FwctlNode> nodes(DeviceFolder folder) {
        Objects.requireNonNull(folder, "folder");
        return reader(folder).nodes();
    }

    /**
     * The device that answers to a name; see {@link FwctlNode#names} for the names there are.
     *
     * @param wanted for example {@code fwctl0}, {@code /dev/fwctl/fwctl0}, {@code 0000:03:00.0}, {@code eth0},
     *     {@code net:eth0}, {@code mlx5_0}, or a stable key
     * @return the node
     * @throws NoSuchDeviceException if none answers, or more than one, or the name could mean another device than the one
     *     that has it
     */
    public FwctlNode node(String wanted) {
        return node(DeviceFolder.FWCTL, wanted);
    }

    /**
     * The device of another kind that answers to a name.
     *
     * @param folder where the kernel shows devices of that kind
     * @param wanted one of {@link FwctlNode#names}
     * @return the node
     * @throws NoSuchDeviceException as {@link #node(String)} does
     */
    public FwctlNode node(DeviceFolder folder, String wanted) {
        Objects.requireNonNull(folder, "folder");
        return new NodeSearch(reader(folder), folder, modules).find(requireNonNull(wanted, "wanted"));
    }

    /**
     * Opens the device that answers to a name.
     *
     * @param wanted as for {@link #node(String)}
     * @return the open device
     * @throws NoSuchDeviceException as {@link #node(String)} does
     * @throws NotReachedException if it cannot be opened
     */
    public FwctlDevice open(String wanted) {
        return open(node(wanted));
    }

    /**
     * Opens a device, and makes sure that it is the one that was listed: its file has the number that sysfs gives the
     * node, and read again, sysfs shows the same hardware under that name. An open file keeps its number from being given
     * to another device.
     *
     * @param node one of {@link #nodes()}, or of those of another {@code Fwctl} of the same system
     * @return the open device, with the policy, the observers and the vendor modules of this object, whatever those of the
     *     one that listed the node are
     * @throws PermissionDeniedException if this process may not open the node
     * @throws DeviceGoneException if the device has gone since it was listed, or another has taken its name
     * @throws NotReachedException if it cannot be opened for another reason
     */
    public FwctlDevice open(FwctlNode node) {
        requireNonNull(node, "node");
        Syscalls kernel = syscalls.get();
        Handle handle = new Opening(node, kernel, reader(node.origin().folder())).open();
        return new FwctlDevice(node.withModules(modules), this, handle, kernel);
    }

    /**
     * Watches devices come and go. The devices present now are reported first, as arrived.
     *
     * @param listener called by one thread of the watch's own, one change at a time; must not block for long
     * @return the watch, to be closed when it is no longer needed
     */
    public NodeWatch watch(Consumer<NodeWatch.Change> listener) {
        requireNonNull(listener, "listener");
        return NodeWatch.start(root, reader(DeviceFolder.FWCTL), listener);
    }

    private NodeReader reader(DeviceFolder folder) {
        return new NodeReader(root, folder, modules);
    }

    @Nullable
    RpcObserver observer() {
        return observer;
    }

    TaintWatch taintWatch() {
        return taintWatch;
    }

    private static Syscalls systemSyscalls() {
        try {
            return SystemSyscalls.load();
        } catch (SeamUnavailableException e) {
            throw new NativesUnavailableException(e);
        }
    }
}
