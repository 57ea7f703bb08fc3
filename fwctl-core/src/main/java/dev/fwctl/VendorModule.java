// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A vendor's module as it describes itself to the SDK, a service: {@code provides dev.fwctl.VendorModule with ...} in
 * its module descriptor, and the same in {@code META-INF/services} for the class path.
 *
 * <p>An implementation is stateless and safe for use by any number of threads; it loads catalogs only when asked.
 */
public interface VendorModule {
    /** The version of this interface. It rises when a module that was built before would no longer do the right thing. */
    int SPI = 1;

    /**
     * The version of this interface that the module was built for. Write {@code return VendorModule.SPI;}: the compiler
     * puts the number into your class. A module of another version is left out, with a message that says so.
     *
     * @return 1 where a module does not say, which is right for the first version alone
     */
    default int spi() {
        return 1; // not SPI: this code is the library's, and would speak for a module that was built long before
    }

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
     * The names by which the module's commands say what they are {@linkplain Command#about about}, so that a mistake in a
     * policy's rule is found.
     *
     * @return in a stable order; empty if the module does not tell
     */
    default Stream<String> subjects() {
        return Stream.empty();
    }

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
     * What the vendor's driver calls a device, besides the names that sysfs shows of any: a program and a policy may use
     * these names too, plain and behind the module's own, as {@code cxl:mem0}.
     *
     * @param node the node of a device that the module serves
     * @return for example {@code mem0}; empty if nothing
     */
    default List<String> names(FwctlNode node) {
        return List.of();
    }

    /**
     * Whether a text has the form of {@link #names}. A network interface that was given such a name does not answer to it
     * without its prefix, {@code net:}.
     *
     * @param text a name
     * @return true if a device of the vendor could have it
     */
    default boolean isName(String text) {
        return false;
    }

    /**
     * The numbers by which {@code FWCTL_INFO} names the formats of the module's drivers, with the symbols that the
     * kernel's header gives them, without their prefix {@code FWCTL_DEVICE_TYPE_}.
     *
     * @return for example 2 and {@code CXL}; empty if the header names none
     */
    default Map<Integer, String> deviceTypes() {
        return Map.of();
    }

    /**
     * What a raw request may do, read from its bytes alone. Asked where a policy would refuse a raw RPC of which nothing is
     * known, and where an observer looks. An implementation looks at every byte that decides whether this is a write: a
     * request that it does not fully understand has unknown effects. Where several modules serve a device, the effects that
     * any of them knows of count.
     *
     * @param request the request, from index 0 to the limit; not to be changed or kept
     * @return {@link Effects#unknown()} unless the module can tell
     */
    default Effects effects(ByteBuffer request) {
        return Effects.unknown();
    }

    /**
     * How far a raw request came when the kernel answered with an errno; see {@link Command#reach}.
     *
     * @param errno the kernel's answer
     * @return {@link Reach#usual} unless the module knows its driver better
     */
    default Reach reach(Errno errno) {
        return Reach.usual(errno);
    }

    /**
     * The memory that the driver takes for a request, read from its bytes alone: where the addresses stand, and how many
     * bytes it copies there whatever else is said. Asked where a request comes with attachments, typed or raw, and where a
     * recorded one is sent again: less memory than this is never sent.
     *
     * @param request the request, from index 0 to the limit, little-endian; not to be changed or kept
     * @return empty where the driver takes no address, or where the module cannot tell
     */
    default List<Attachment> attachments(ByteBuffer request) {
        return List.of();
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
