// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Errno;
import dev.fwctl.ForeignDeviceException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcScope;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An AMD Pensando device.
 *
 * <pre>{@code
 * try (FwctlDevice device = fwctl.open("0000:b5:00.0")) {
 *     PdsDevice pds = PdsDevice.of(device);
 *     PdsOperation read = pds.operation(0x10, 0x10001).orElseThrow();
 *     byte[] response = pds.call(read, new byte[] {2, 0, 0, 0}, 64);
 * }
 * }</pre>
 *
 * <p>Safe for use by any number of threads, and the driver executes RPCs side by side. Scopes that were found out are
 * remembered for as long as the open device is in use, for all views of it.
 */
public final class PdsDevice {
    static final String DRIVER = "pds_core";

    private record Key(int endpoint, int number) {}

    /** What was found out about each device that is still in use, whichever view of it asked. */
    private static final Map<FwctlDevice, Map<Key, PdsOperation>> FOUND_OUT =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final FwctlDevice device;
    private final Map<Key, PdsOperation> operations;

    private PdsDevice(FwctlDevice device) {
        this.device = device;
        this.operations = FOUND_OUT.computeIfAbsent(device, unknown -> new ConcurrentHashMap<>());
    }

    /**
     * The view of an open device.
     *
     * @param device an open device, which stays the caller's to close
     * @return a new view
     * @throws ForeignDeviceException if another driver than pds_core is behind the node
     */
    public static PdsDevice of(FwctlDevice device) {
        Objects.requireNonNull(device, "device");
        if (!device.node().driver().orElse(DRIVER).equals(DRIVER)) {
            throw new ForeignDeviceException(device.node(), "pds", DRIVER);
        }
        return new PdsDevice(device);
    }

    /** The open device. */
    public FwctlDevice device() {
        return device;
    }

    /**
     * Finds out with which of the two scopes that never taint the driver lets an operation through. At most two RPCs the
     * first time, none later; nothing reaches the firmware but, once for each endpoint, the driver's own question which
     * operations it has.
     *
     * @param endpoint the endpoint's number
     * @param number version &lt;&lt; 16 | command
     * @return the operation with its least scope; empty if it needs one that taints the kernel, which cannot be found out
     *     without tainting it: then say it yourself with {@link PdsOperation#PdsOperation}
     * @throws FwctlException if there is no such operation, or the driver cannot be asked
     */
    public Optional<PdsOperation> operation(int endpoint, int number) {
        Key key = new Key(endpoint, number);
        PdsOperation known = operations.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        for (RpcScope scope : new RpcScope[] {RpcScope.CONFIGURATION, RpcScope.DEBUG_READ_ONLY}) {
            PdsOperation asked = new PdsOperation(endpoint, number, scope);
            if (isLetThrough(asked)) {
                operations.put(key, asked);
                return Optional.of(asked);
            }
        }
        return Optional.empty();
    }

    private boolean isLetThrough(PdsOperation operation) {
        try {
            return device.call(ScopeProbe.COMMAND, operation);
        } catch (FwctlException e) {
            Optional<Errno> errno = e.errno();
            if (errno.equals(Optional.of(Errno.EFAULT))) {
                return true;
            }
            if (errno.equals(Optional.of(Errno.EPERM))) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Executes an operation by its numbers. The policy has to allow undocumented commands.
     *
     * @param operation which, with its scope
     * @param payload the request's payload, empty for none
     * @param room bytes of room for the response, 0 for none
     * @return the response: all of the room, zeros where the firmware wrote nothing
     * @throws PdsException if the operation answers with an error of its own
     * @throws FwctlException if it was refused, was not reached, or if nobody knows
     */
    public byte[] call(PdsOperation operation, byte[] payload, int room) {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(payload, "payload");
        return device.call(PdsRpc.COMMAND, new PdsRpc.Request(operation, payload, room));
    }

    @Override
    public String toString() {
        return "PdsDevice[" + device.node() + "]";
    }
}
