// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
import dev.fwctl.internal.SystemSyscalls;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private static final Fwctl SYSTEM =
            new Fwctl(Fwctl::systemSyscalls, Path.of("/"), new TaintWatch(Path.of("/")), AccessPolicy.readOnly(), null);

    private final Supplier<Syscalls> syscalls;
    private final Path root;
    private final TaintWatch taintWatch;
    private final AccessPolicy policy;
    private final @Nullable RpcObserver observer;

    private Fwctl(
            Supplier<Syscalls> syscalls,
            Path root,
            TaintWatch taintWatch,
            AccessPolicy policy,
            @Nullable RpcObserver observer) {
        this.syscalls = syscalls;
        this.root = root;
        this.taintWatch = taintWatch;
        this.policy = policy;
        this.observer = observer;
    }

    /**
     * The system that this program runs on.
     *
     * @return devices are opened with {@link AccessPolicy#readOnly()} and without an observer
     */
    public static Fwctl system() {
        return SYSTEM;
    }

    /**
     * Another system, such as a simulated one.
     *
     * @param syscalls the seam to its kernel
     * @param root the folder that holds its {@code sys}, {@code dev} and {@code proc}
     * @return devices are opened with {@link AccessPolicy#readOnly()} and without an observer
     */
    public static Fwctl on(Syscalls syscalls, Path root) {
        return new Fwctl(() -> syscalls, root, new TaintWatch(root), AccessPolicy.readOnly(), null);
    }

    /**
     * The same system, whose devices are opened with another policy.
     *
     * @param newPolicy the policy
     * @return a new object
     */
    public Fwctl withPolicy(AccessPolicy newPolicy) {
        return new Fwctl(syscalls, root, taintWatch, newPolicy, observer);
    }

    /**
     * The same system, whose devices are opened with one more observer.
     *
     * @param newObserver the observer, told after those before it
     * @return a new object
     */
    public Fwctl withObserver(RpcObserver newObserver) {
        return new Fwctl(
                syscalls, root, taintWatch, policy, observer == null ? newObserver : observer.and(newObserver));
    }

    /**
     * This library's version.
     *
     * @return for example {@code 1.0.0}; {@code unknown} if it was not loaded from its jar
     */
    public static String version() {
        ModuleDescriptor module = Fwctl.class.getModule().getDescriptor();
        String version = module == null
                ? Fwctl.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return version == null ? "unknown" : version;
    }

    /**
     * The same system, reached through another seam, with the same policy and observers. A vendor module uses it to put a
     * seam of its own before the real one, where a device speaks another protocol than fwctl's.
     *
     * @param newSyscalls the seam to its kernel
     * @return a new object
     */
    public Fwctl withSyscalls(Syscalls newSyscalls) {
        return new Fwctl(() -> newSyscalls, root, taintWatch, policy, observer);
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
        return new NodeReader(root).nodes();
    }

    /**
     * The device that answers to a name; see {@link FwctlNode#answersTo} for the names there are.
     *
     * @param wanted for example {@code fwctl0}, {@code /dev/fwctl/fwctl0}, {@code 0000:03:00.0}, {@code eth0},
     *     {@code mlx5_0}, {@code mem0}, or a stable key
     * @return the node
     * @throws NoSuchDeviceException if none answers, or more than one
     */
    public FwctlNode node(String wanted) {
        List<FwctlNode> nodes = nodes();
        List<FwctlNode> found = new ArrayList<>();
        for (FwctlNode node : nodes) {
            if (node.answersTo(wanted)) {
                found.add(node);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String action = "find the fwctl device " + wanted;
        if (found.isEmpty()) {
            String hint = nodes.isEmpty()
                    ? "fwctl needs Linux 6.15 or later, a driver with CONFIG_FWCTL, and sysfs mounted on /sys"
                    : "There are " + namesOf(nodes);
            throw new NoSuchDeviceException(
                    Failure.of(action, nodes.isEmpty() ? "this system has no fwctl device" : "none answers", hint),
                    nodes);
        }
        throw new NoSuchDeviceException(
                Failure.of(action, "several answer: " + namesOf(found), "Use one of these names"), found);
    }

    /**
     * Opens the device that answers to a name.
     *
     * @param wanted as for {@link #node(String)}
     * @return the open device
     * @throws NoSuchDeviceException if none answers, or more than one
     * @throws NotReachedException if it cannot be opened
     */
    public FwctlDevice open(String wanted) {
        return open(node(wanted));
    }

    /**
     * Opens a device.
     *
     * @param node one of {@link #nodes()}
     * @return the open device
     * @throws PermissionDeniedException if this process may not open the node
     * @throws DeviceGoneException if the device has gone since it was listed
     * @throws NotReachedException if it cannot be opened for another reason
     */
    public FwctlDevice open(FwctlNode node) {
        Syscalls kernel = syscalls.get();
        String path = node.path().toString();
        int fd = kernel.open(path, Uapi.O_RDWR_CLOEXEC);
        if (fd == -Errno.EACCES.number() || fd == -Errno.EROFS.number()) {
            // The kernel demands no write access; a node that may only be read is good enough.
            fd = kernel.open(path, Uapi.O_RDONLY_CLOEXEC);
        }
        if (fd < 0) {
            throw Failures.open(node, -fd);
        }
        Handle handle = new Handle(kernel, fd, path);
        try {
            requireSameDevice(node, kernel.fstat(fd));
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
        return new FwctlDevice(node, policy, observer, handle, kernel, taintWatch);
    }

    /**
     * What decides about firmware access outside this library. Needs no privilege.
     *
     * @return a snapshot
     */
    public KernelState kernelState() {
        return new KernelStateReader(root).read(nodes());
    }

    /**
     * Watches devices come and go. The devices present now are reported first, as arrived.
     *
     * @param listener called by one thread of the watch's own, one change at a time; must not block for long
     * @return the watch, to be closed when it is no longer needed
     */
    public NodeWatch watch(Consumer<NodeWatch.Change> listener) {
        return NodeWatch.start(root, listener);
    }

    /** No ioctl may ever reach anything but the device that sysfs calls a fwctl one. */
    private static void requireSameDevice(FwctlNode node, long status) {
        String action = "open " + node.path();
        if (status < 0) {
            Errno errno = new Errno((int) -status);
            throw new NotReachedException(
                    new Failure(action, node, null, errno, "fstat failed with " + errno, "", null));
        }
        FileStatus file = FileStatus.unpack(status);
        if (!file.isCharacterDevice() || file.major() != node.major() || file.minor() != node.minor()) {
            throw new NotReachedException(Failure.of(
                    action,
                    node,
                    file.isCharacterDevice()
                            ? "the file is character device " + file.major() + ":" + file.minor() + ", and sysfs gives "
                                    + node.name() + " the number " + node.major() + ":" + node.minor()
                            : "the file is no character device",
                    "List the nodes again: the device may have been renumbered, or the path is not what it seems"));
        }
    }

    private static Syscalls systemSyscalls() {
        try {
            return SystemSyscalls.load();
        } catch (SeamUnavailableException e) {
            throw new NativesUnavailableException(e);
        }
    }

    private static String namesOf(List<FwctlNode> nodes) {
        return nodes.stream().map(FwctlNode::toString).collect(Collectors.joining(", "));
    }
}
