// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A vendor's module as it describes itself to the SDK, a service: {@code provides dev.fwctl.VendorModule with ...} in
 * its module descriptor, and the same in {@code META-INF/services} for the class path.
 *
 * <p>An implementation is stateless and safe for use by any number of threads; it loads catalogs only when asked.
 */
public interface VendorModule {
    /**
     * The module's name, which begins the names of its commands.
     *
     * @return lower case, for example {@code cxl}
     */
    String name();

    /**
     * The drivers whose devices the module serves, as sysfs names them.
     *
     * @return for example {@code cxl_mem}
     */
    Set<String> drivers();

    /**
     * Every command that the module can send.
     *
     * @return an immutable list with unique names
     */
    List<Command<?, ?>> commands();

    /**
     * Every setting that the module knows by name: "the list". Not all of them exist on every device.
     *
     * @return the settings in a stable order
     */
    Stream<Setting> settings();

    /**
     * Whether the module serves a device.
     *
     * @param node the device's node
     * @return true if its driver is one of {@link #drivers()}
     */
    default boolean serves(FwctlNode node) {
        return node.driver().filter(drivers()::contains).isPresent();
    }

    /**
     * Which firmware a device runs, as far as that can be told without opening it, for the audit log.
     *
     * @param node the node of a device that the module serves
     * @return for example a version; empty if it cannot be told
     */
    default String firmware(FwctlNode node) {
        return "";
    }
}
