// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.kernel;

import dev.fwctl.FwctlNode;
import java.util.Set;

/**
 * The permissions of a device's node, as the file system and udev show them. What this process may do is asked of the
 * kernel, never derived from who it runs as.
 */
public final class NodeAccess {
    private final FwctlNode node;
    private final boolean present;
    private final Permissions permissions;
    private final Udev udev;
    private final Use use;

    /** Whether there is an access control list. Java cannot read one. */
    public enum Acl {
        /** There is one: this process may do what the permission bits alone would not let it. */
        PRESENT,
        /** There may be one. */
        UNKNOWN
    }

    /** The owner and the bits of a file, as they are shown. */
    record Permissions(String owner, String group, String mode, Acl acl) {}

    /** What udev's database says of a device. */
    record Udev(boolean seen, Set<String> tags) {
        Udev {
            tags = Set.copyOf(tags);
        }
    }

    /** What this process may open a node for. */
    record Use(boolean readable, boolean writable) {}

    private NodeAccess(FwctlNode node, boolean present, Permissions permissions, Udev udev, Use use) {
        this.node = node;
        this.present = present;
        this.permissions = permissions;
        this.udev = udev;
        this.use = use;
    }

    static NodeAccess absent(FwctlNode node, Udev udev) {
        return new NodeAccess(node, false, new Permissions("", "", "", Acl.UNKNOWN), udev, new Use(false, false));
    }

    static NodeAccess of(FwctlNode node, Permissions permissions, Udev udev, Use use) {
        return new NodeAccess(node, true, permissions, udev, use);
    }

    /** The device. */
    public FwctlNode node() {
        return node;
    }

    /** Whether the node exists; sysfs may list a device that a container was not given. */
    public boolean present() {
        return present;
    }

    /** The node's owner, a name or a number; empty if it is not present. */
    public String owner() {
        return permissions.owner();
    }

    /** The node's group, a name or a number; empty if it is not present. */
    public String group() {
        return permissions.group();
    }

    /**
     * The permission bits as {@code ls} shows them, for example {@code rw-rw----}. Where there is an access control list,
     * the bits of the group are its mask.
     */
    public String mode() {
        return permissions.mode();
    }

    /** Whether an access control list adds to that. */
    public Acl acl() {
        return permissions.acl();
    }

    /** Whether udev has handled the device; false where there is no udev, as in most containers. */
    public boolean udevSeen() {
        return udev.seen();
    }

    /**
     * The tags that udev's rules gave it, for example {@code uaccess}, by which whoever sits at the machine is granted
     * access. Unmodifiable.
     */
    public Set<String> udevTags() {
        return udev.tags();
    }

    /** Whether this process may open it for reading, which is enough for every RPC. */
    public boolean readable() {
        return use.readable();
    }

    /** Whether this process may open it for writing. */
    public boolean writable() {
        return use.writable();
    }

    /** For example {@code fwctl0: rw-rw---- root fwctl}. */
    @Override
    public String toString() {
        return node.name() + ": " + (present ? mode() + " " + owner() + " " + group() : "absent");
    }
}
