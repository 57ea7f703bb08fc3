// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A driver's hold on its device from when it binds to when the device is unplugged: what {@link SimulatedDriver#bind} is
 * given, to show more than a fwctl node. Used by the thread that plugs the device in.
 */
public final class Binding {
    private final DeviceTable devices;
    private final SysfsTree tree;
    private final UserMemory memory;
    private final Placement placement;
    private final List<CharacterDeviceTable.Entry> files = new ArrayList<>();

    Binding(DeviceTable devices, SysfsTree tree, UserMemory memory, Placement placement) {
        this.devices = devices;
        this.tree = tree;
        this.memory = memory;
        this.placement = placement;
    }

    /**
     * Where the device sits.
     *
     * @return the placement that it was plugged in at
     */
    public Placement placement() {
        return placement;
    }

    /**
     * The memory of the process that makes system calls: what ioctl arguments and addresses in requests point into.
     *
     * @return the same for all devices of a kernel
     */
    public UserMemory memory() {
        return memory;
    }

    /**
     * Shows an attribute in sysfs, in the folder of the fwctl node's parent. It goes with the device.
     *
     * @param name the file's name, or a path below the folder
     * @param text what is in it; the kernel ends most with a line break
     * @return this
     */
    public Binding attribute(String name, String text) {
        tree.write("sys/devices/" + placement.folder() + "/" + name, text);
        return this;
    }

    /**
     * Makes a character device: a node {@code /dev/KIND/PARENT}, and the attribute {@code dev} with its number.
     *
     * @param kind the folder below {@code /dev} and the name in {@code /proc/devices}, for example {@code cxl}
     * @param device what answers
     * @return this
     */
    public Binding characterDevice(String kind, CharacterDevice device) {
        CharacterDeviceTable.Entry entry = devices.characterDevices().add(kind, placement.parent(), device);
        files.add(entry);
        tree.addCharacterDevice(placement, entry.path(), entry.major(), entry.minor());
        return this;
    }

    void unbind() {
        for (CharacterDeviceTable.Entry entry : files) {
            devices.characterDevices().remove(entry);
            entry.device().disconnect();
            tree.removeCharacterDevice(entry.path());
        }
    }
}
