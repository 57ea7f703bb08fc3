// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.kernel;

import dev.fwctl.FwctlNode;
import dev.fwctl.internal.Elements;
import java.util.Objects;
import java.util.Set;

/**
 * The permissions of a device's node, as the file system and udev show them. What this process may do is asked of the
 * kernel, never derived from who it runs as.
 *
 * @param node the device
 * @param present whether the node exists; sysfs may list a device that a container was not given
 * @param owner the node's owner, a name or a number; empty if it is not present
 * @param group the node's group, a name or a number; empty if it is not present
 * @param mode the permission bits as {@code ls} shows them, for example {@code rw-rw----}. Where there is an access
 *     control list, the bits of the group are its mask
 * @param acl whether an access control list adds to that
 * @param udevSeen whether udev has handled the device; false where there is no udev, as in most containers
 * @param udevTags the tags that udev's rules gave it, for example {@code uaccess}, by which whoever sits at the machine is
 *     granted access
 * @param readable whether this process may open it for reading, which is enough for every RPC
 * @param writable whether this process may open it for writing
 */
public record NodeAccess(
        FwctlNode node,
        boolean present,
        String owner,
        String group,
        String mode,
        Acl acl,
        boolean udevSeen,
        Set<String> udevTags,
        boolean readable,
        boolean writable) {

    /** Whether there is an access control list. Java cannot read one. */
    public enum Acl {
        /** There is one: this process may do what the permission bits alone would not let it. */
        PRESENT,
        /** There may be one. */
        UNKNOWN
    }

    /**
     * Copies the tags.
     *
     * @param node the device
     * @param present whether the node exists
     * @param owner the node's owner
     * @param group the node's group
     * @param mode the permission bits
     * @param acl whether an access control list adds to that
     * @param udevSeen whether udev has handled the device
     * @param udevTags the tags that udev's rules gave it
     * @param readable whether this process may open it for reading
     * @param writable whether this process may open it for writing
     */
    public NodeAccess {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(acl, "acl");
        Elements.require(udevTags, "udevTags");
        udevTags = Set.copyOf(udevTags);
    }
}
