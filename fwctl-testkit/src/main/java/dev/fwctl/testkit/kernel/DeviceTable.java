// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The devices of a simulated kernel: what is plugged in where, which minor numbers are taken, and what opening a device
 * file leads to.
 */
final class DeviceTable {
    /** The major number of fwctl nodes. The real kernel picks one at boot. */
    static final int FWCTL_MAJOR = 240;

    private static final int MAX_DEVICES = 4096;
    private static final int O_ACCMODE = 3;
    private static final int ENXIO = 6;

    private final SimulatedKernel kernel;
    private final SysfsTree tree;
    private final UserMemory memory;
    private final Map<Integer, PluggedDevice> devices = new ConcurrentHashMap<>();
    private final CharacterDeviceTable others;
    private final BitSet minors = new BitSet();

    DeviceTable(SimulatedKernel kernel, SysfsTree tree, UserMemory memory) {
        this.kernel = kernel;
        this.tree = tree;
        this.memory = memory;
        this.others = new CharacterDeviceTable(tree, FWCTL_MAJOR);
    }

    CharacterDeviceTable characterDevices() {
        return others;
    }

    PluggedDevice plug(Placement place, SimulatedDriver driver) {
        synchronized (minors) {
            for (PluggedDevice other : devices.values()) {
                if (other.placement().folder().equals(place.folder())) {
                    throw new IllegalArgumentException(place.parent() + " is taken by " + other.name());
                }
            }
            int minor = minors.nextClearBit(0);
            if (minor >= MAX_DEVICES) {
                throw new IllegalStateException("the kernel has no more than " + MAX_DEVICES + " fwctl devices");
            }
            minors.set(minor);
            FwctlChardev chardev = new FwctlChardev(kernel, memory, driver, minor);
            Binding binding = new Binding(this, tree, memory, place);
            Inode node = Inode.device(Inode.number(FWCTL_MAJOR, minor));
            PluggedDevice device = new PluggedDevice(kernel, chardev, binding, node);
            devices.put(minor, device);
            tree.addParent(place, driver.name());
            driver.bind(binding);
            tree.addNode(place, chardev.name, FWCTL_MAJOR, minor);
            return device;
        }
    }

    /** In the kernel's order: the node vanishes, RPCs in flight end, the device goes. */
    void remove(PluggedDevice device) {
        synchronized (minors) {
            tree.removeNode(device.placement(), device.name());
            device.node().removed();
        }
        device.nodeIsRemoved();
        device.chardev().unregister();
        device.binding().unbind();
        synchronized (minors) {
            devices.remove(device.minor(), device);
            tree.removeParent(device.placement());
        }
    }

    /** Nobody has a file of that number open any more. */
    void freeMinor(int minor) {
        synchronized (minors) {
            minors.clear(minor);
        }
    }

    void unplugAll() {
        List.copyOf(devices.values()).forEach(PluggedDevice::unplug);
    }

    /**
     * Opens a character device.
     *
     * @param number its major and minor number
     * @throws SimulatedDriver.Refusal with the errno, if it cannot be opened
     */
    OpenFile open(String path, int flags, int number) {
        int major = Inode.major(number);
        int minor = Inode.minor(number);
        if (major == FWCTL_MAJOR) {
            PluggedDevice device = devices.get(minor);
            return device == null ? openNothing(path, flags, number) : openNode(path, flags, device);
        }
        if (others.has(major)) {
            CharacterDeviceTable.Entry entry = others.find(major, minor);
            return entry == null
                    ? openNothing(path, flags, number)
                    : new OpenFile(path, flags, entry.node(), new DeviceFile(entry.device()));
        }
        // A device of some other driver, which knows none of our ioctls: /dev/null, so to speak.
        return new OpenFile(path, flags, Inode.device(number), null);
    }

    /** The node is there still, and its device is not. */
    private static OpenFile openNothing(String path, int flags, int number) {
        if (OpenFile.isPath(flags)) {
            return new OpenFile(path, flags, Inode.device(number), null);
        }
        throw new SimulatedDriver.Refusal(new Errno(ENXIO));
    }

    private static OpenFile openNode(String path, int flags, PluggedDevice device) {
        return new OpenFile(path, flags, device.node(), OpenFile.isPath(flags) ? null : use(device, flags));
    }

    private static FileOperations use(PluggedDevice device, int flags) {
        if (!device.permits((flags & O_ACCMODE) != 0)) {
            throw new SimulatedDriver.Refusal(Errno.EACCES);
        }
        FwctlChardev chardev = device.chardev();
        SimulatedDriver.Context context = chardev.open();
        if (context == null) {
            throw new SimulatedDriver.Refusal(Errno.ENODEV);
        }
        return new FwctlFile(chardev, context);
    }

    /** An open fwctl node. */
    private record FwctlFile(FwctlChardev chardev, SimulatedDriver.Context context) implements FileOperations {
        @Override
        public int ioctl(int command, long argument) {
            return chardev.ioctl(context, command, argument);
        }

        @Override
        public void release() {
            chardev.release(context);
        }
    }

    /** An open file of another character device. */
    private record DeviceFile(CharacterDevice device) implements FileOperations {
        @Override
        public int ioctl(int command, long argument) {
            return device.ioctl(command, argument);
        }

        @Override
        public void release() {
            // nothing belongs to one open file
        }
    }
}
