// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place where a node was read, to read it again.
 *
 * @param root the folder that holds {@code sys} and {@code dev}
 * @param folder where its kind is listed
 * @param identity of its folder in sysfs, which gives no inode number twice; null if it could not be told
 * @param modules the vendor modules, found when they are asked for
 */
record NodeOrigin(Path root, DeviceFolder folder, @Nullable Object identity, Supplier<List<VendorModule>> modules) {
    NodeOrigin withModules(Supplier<List<VendorModule>> others) {
        return new NodeOrigin(root, folder, identity, others);
    }
}
