// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import org.jspecify.annotations.Nullable;

/**
 * A driver of the simulated kernel: the {@code struct fwctl_ops} of one device. It polices what user space sends and
 * passes the rest to its firmware.
 *
 * <pre>{@code
 * SimulatedDriver echo = SimulatedDriver.of("acme_fw", 77, (scope, request, outLength) -> Answer.of(request));
 * kernel.plug(Placement.pci("0000:05:00.0", 0x1234, 0x5678), echo);
 * }</pre>
 *
 * <p>Called by any number of threads at once: the kernel does not serialize RPCs on one device.
 */
public interface SimulatedDriver {
    /**
     * The driver's name, as sysfs shows it on the fwctl node's parent.
     *
     * @return for example {@code cxl_mem}
     */
    String name();

    /**
     * What {@code FWCTL_INFO} reports as {@code out_device_type}.
     *
     * @return a value of {@code enum fwctl_device_type}, or any other number
     */
    int deviceType();

    /**
     * The driver binds to its device, before the fwctl node is there: what it shows besides, such as attributes in sysfs
     * and other character devices. Does nothing by default.
     *
     * @param binding the device
     */
    default void bind(Binding binding) {}

    /**
     * A process has opened the node: {@code open_uctx}.
     *
     * @return what belongs to that one open file
     * @throws Refusal to make {@code open(2)} fail
     */
    Context open();

    /** Makes {@code open(2)} fail. */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int errno;

        /**
         * A refusal.
         *
         * @param errno what {@code open(2)} fails with
         */
        public Refusal(Errno errno) {
            super(errno.toString());
            this.errno = errno.number();
        }

        int errno() {
            return errno;
        }
    }

    /** What belongs to one open file: {@code struct fwctl_uctx}. */
    @FunctionalInterface
    interface Context {
        /**
         * The driver's own structure for {@code FWCTL_INFO}.
         *
         * @return its bytes, or null if the driver has no such callback
         */
        default byte @Nullable [] info() {
            return null;
        }

        /**
         * One RPC: {@code fw_rpc}. The kernel's core has checked the scope's privilege, and set the taint.
         *
         * @param scope the scope that the caller declared
         * @param request the request, 0 bytes to 2 MiB; a copy
         * @param outLength how many bytes of reply the caller has room for, 0 to 2 MiB
         * @return the reply, which may be longer or shorter than that, or an errno
         */
        Answer rpc(RpcScope scope, byte[] request, int outLength);

        /** The file is closed, or the device unplugged: {@code close_uctx}. Called once; no RPC is under way. */
        default void close() {}
    }

    /**
     * A driver without an info structure that treats all open files alike.
     *
     * @param name the driver's name
     * @param deviceType its device type
     * @param firmware what answers
     * @return a driver
     */
    static SimulatedDriver of(String name, int deviceType, Context firmware) {
        return new SimulatedDriver() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int deviceType() {
                return deviceType;
            }

            @Override
            public Context open() {
                return firmware;
            }
        };
    }
}
