// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * A kernel with fwctl devices, in this process: {@code drivers/fwctl/main.c} of Linux 7.3 byte for byte and errno for
 * errno, and a {@code /sys}, {@code /proc} and {@code /dev} of its own in a temporary folder, which the ordinary
 * discovery reads. It reads and writes the caller's memory through the addresses in the ioctl structures.
 *
 * <pre>{@code
 * try (SimulatedKernel kernel = SimulatedKernel.create()) {
 *     PluggedDevice plugged = kernel.plug(Placement.pci("0000:05:00.0", 0x1234, 0x5678), driver);
 *     try (FwctlDevice device = kernel.fwctl().open(plugged.name())) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads; RPCs on one device run in parallel as far as its driver lets them, and no
 * lock is shared by ioctls on different devices.
 */
public final class SimulatedKernel implements Syscalls, AutoCloseable {
    /** The major number of fwctl nodes here. The real kernel picks one at boot. */
    public static final int MAJOR = DeviceTable.FWCTL_MAJOR;

    private static final int TAINT_FWCTL = 1 << 19;

    /** What kernel lockdown is set to. fwctl works at each of them. */
    public enum Lockdown {
        /** Not locked down. */
        NONE,
        /** No way to change the running kernel. */
        INTEGRITY,
        /** Nor to read its secrets. */
        CONFIDENTIALITY
    }

    private final SysfsTree tree = SysfsTree.create();
    private final UserMemory memory = new UserMemory();
    private final FileTable files = new FileTable();
    private final FileLocks locks = new FileLocks();
    private final DeviceTable devices = new DeviceTable(this, tree, memory);
    private final PathLookup lookup = new PathLookup(devices);
    private final AtomicBoolean tainted = new AtomicBoolean();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final LongAdder ioctls = new LongAdder();
    private volatile boolean rawIo = true;

    private SimulatedKernel() {
        tree.write("proc/sys/kernel/tainted", "0\n");
        tree.write("proc/sys/kernel/osrelease", "7.3.0-simulated\n");
        rawIo(true);
        lockdown(Lockdown.NONE);
    }

    /**
     * A kernel without devices.
     *
     * @return a kernel that has just booted: not tainted, this process with {@code CAP_SYS_RAWIO}
     */
    public static SimulatedKernel create() {
        return new SimulatedKernel();
    }

    /**
     * This kernel as a system whose devices can be opened.
     *
     * @return devices are opened read-only and without an observer
     */
    public Fwctl fwctl() {
        return Fwctl.on(this, root());
    }

    /**
     * The folder that holds this kernel's {@code sys}, {@code dev} and {@code proc}.
     *
     * @return an absolute path, all links resolved
     */
    public Path root() {
        return tree.root();
    }

    /**
     * Plugs a device in: its driver binds, and its node appears.
     *
     * @param place where; must be vacant
     * @param driver the driver
     * @return the device
     */
    public PluggedDevice plug(Placement place, SimulatedDriver driver) {
        return devices.plug(place, driver);
    }

    DeviceTable devices() {
        return devices;
    }

    /**
     * Gives this process {@code CAP_SYS_RAWIO}, or takes it away.
     *
     * @param granted whether it has it from now on
     * @return this kernel
     */
    public SimulatedKernel rawIo(boolean granted) {
        rawIo = granted;
        tree.write("proc/self/status", "CapEff:\t" + (granted ? "0000000000020000" : "0000000000000000") + "\n");
        return this;
    }

    /**
     * The memory of the process that makes the system calls, for what stands between it and the kernel.
     *
     * @return always the same
     */
    public UserMemory memory() {
        return memory;
    }

    boolean hasRawIo() {
        return rawIo;
    }

    /**
     * Locks the kernel down. fwctl does not ask, so this changes nothing but what
     * {@code /sys/kernel/security/lockdown} says.
     *
     * @param level the level
     * @return this kernel
     */
    public SimulatedKernel lockdown(Lockdown level) {
        StringBuilder text = new StringBuilder();
        for (Lockdown each : Lockdown.values()) {
            String word = each.name().toLowerCase(Locale.ROOT);
            text.append(each == level ? "[" + word + "]" : word).append(each == Lockdown.CONFIDENTIALITY ? "\n" : " ");
        }
        tree.write("sys/kernel/security/lockdown", text.toString());
        return this;
    }

    /**
     * Limits how many files this process may have open at once.
     *
     * @param limit from then on {@code open} fails with EMFILE; standard input, output and error count
     * @return this kernel
     */
    public SimulatedKernel maxOpenFiles(int limit) {
        files.limit(limit);
        return this;
    }

    /** The kernel warns, and is tainted, at the first such RPC since it booted, whichever device it went to. */
    void taint(String device) {
        if (!tainted.get() && tainted.compareAndSet(false, true)) {
            log.add("fwctl " + device + ": java(" + ProcessHandle.current().pid()
                    + "): has requested full access to the physical device");
            tree.write("proc/sys/kernel/tainted", TAINT_FWCTL + "\n");
        }
    }

    /**
     * Whether {@code TAINT_FWCTL} is set, as {@code /proc/sys/kernel/tainted} says too.
     *
     * @return true after the first RPC with a scope of DEBUG_WRITE or higher
     */
    public boolean isTainted() {
        return tainted.get();
    }

    /**
     * What the kernel logged.
     *
     * @return a snapshot, oldest line first
     */
    public List<String> log() {
        return List.copyOf(log);
    }

    /**
     * How many ioctls this kernel has seen, whatever it answered.
     *
     * @return a number that only grows
     */
    public long ioctlCount() {
        return ioctls.sum();
    }

    /**
     * The files that are open now.
     *
     * @return their paths, in the order of their descriptors
     */
    public List<String> openFiles() {
        List<String> paths = new ArrayList<>();
        files.forEach(file -> paths.add(file.path));
        return paths;
    }

    /**
     * The flags that a descriptor was opened with.
     *
     * @param fd a descriptor
     * @return {@code O_*} flags, or a negated EBADF
     */
    public int flags(int fd) {
        OpenFile file = files.at(fd);
        return file == null ? -Errno.EBADF.number() : file.flags;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public int open(String path, int flags) {
        try {
            return install(lookup.open(path, flags));
        } catch (SimulatedDriver.Refusal e) {
            return -e.errno();
        } catch (IOException e) {
            return -Errno.EACCES.number();
        }
    }

    private int install(OpenFile file) {
        int fd = files.install(file);
        if (fd < 0) {
            file.release();
        }
        return fd;
    }

    @Override
    public int close(int fd) {
        OpenFile file = files.remove(fd);
        if (file == null) {
            return -Errno.EBADF.number();
        }
        locks.free(file);
        file.release();
        return 0;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        ioctls.increment();
        OpenFile file = files.at(fd);
        if (file == null || OpenFile.isPath(file.flags) || !file.hold()) {
            return -Errno.EBADF.number();
        }
        try {
            return file.ioctl((int) request, argument);
        } finally {
            file.release();
        }
    }

    @Override
    public int flock(int fd, int operation) {
        OpenFile file = files.at(fd);
        return file == null || OpenFile.isPath(file.flags) ? -Errno.EBADF.number() : locks.take(file, operation);
    }

    @Override
    public long fstat(int fd) {
        OpenFile file = files.at(fd);
        return file == null ? -Errno.EBADF.number() : file.status();
    }

    @Override
    public long address(ByteBuffer buffer) {
        return memory.address(buffer);
    }

    /** Deletes the temporary folder. Files that are still open get ENODEV, as if all devices had been unplugged. */
    @Override
    public void close() {
        devices.unplugAll();
        TemporaryFolder.delete(root());
    }

    @Override
    public String toString() {
        return "SimulatedKernel[" + root() + "]";
    }
}
