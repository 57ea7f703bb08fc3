// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * An RPC for {@link SyscallsContract}, as bytes: the driver accepts it, it changes nothing, and it needs neither a scope
 * that taints nor a privilege.
 *
 * @param scope its scope, 0 or 1
 * @param request its request
 * @param outLength the room for its reply
 * @param reported the length that the driver reports for its reply; {@link #ROOM} if that is always the room for it
 */
public record SampleRpc(int scope, byte[] request, int outLength, int reported) {
    /** The driver reports whatever room there is. */
    public static final int ROOM = -1;

    /** Knows a sample for a driver: a service, found by {@link ServiceLoader}, so that any vendor's jar can bring one. */
    public interface Source {
        /**
         * The driver.
         *
         * @return its name in sysfs
         */
        String driver();

        /**
         * The sample.
         *
         * @return an RPC that this driver accepts
         */
        SampleRpc sample();
    }

    /**
     * A sample for a driver.
     *
     * @param driver its name in sysfs
     * @return empty if no {@link Source} on the path knows one
     */
    public static Optional<SampleRpc> of(String driver) {
        return ServiceLoader.load(Source.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(source -> source.driver().equals(driver))
                .map(Source::sample)
                .findFirst();
    }
}
