// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.pds;

import dev.fwctl.Errno;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The firmware of a device: endpoints, and the operations of each. What operations a product has is not public; a test
 * adds its own, or takes {@link #lab()}.
 *
 * <p>Safe for use by any number of threads; it executes one operation at a time.
 */
public final class PdsFirmware {
    /** Operations that read: scope 0. */
    public static final int READ = 0x00;
    /** Operations that read for debugging: scope 1. */
    public static final int DEBUG_READ = 0x02;
    /** Operations that write: scope 0. */
    public static final int WRITE = 0x04;
    /** Operations that write for debugging: scope 2. */
    public static final int DEBUG_WRITE = 0x08;
    /** Operations that make what was written count: scope 0. */
    public static final int SYNC = 0x10;

    /**
     * What an operation comes to.
     *
     * @param retval the operation's own error, 0 if there is none
     * @param response its payload, no longer than there was room for
     */
    public record Result(int retval, byte[] response) {}

    /** An operation at work. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Executes it.
         *
         * @param request the payload
         * @param room how many bytes of response there is room for
         * @return what it comes to
         */
        Result run(byte[] request, int room);
    }

    record Operation(int id, int attributes, Handler handler) {}

    private final Map<Integer, @Nullable List<Operation>> endpoints = new LinkedHashMap<>();
    private final int requestMax;
    private final int responseMax;
    private @Nullable Errno nextStatus;
    private int calls;

    private PdsFirmware(int requestMax, int responseMax) {
        this.requestMax = requestMax;
        this.responseMax = responseMax;
    }

    /**
     * A firmware without endpoints.
     *
     * @param requestMax the longest request payload in bytes
     * @param responseMax the longest response payload in bytes
     * @return a firmware
     */
    public static PdsFirmware create(int requestMax, int responseMax) {
        return new PdsFirmware(requestMax, responseMax);
    }

    /** The endpoints and operations of the lab's model; {@code lab/pds/README.md} describes them. */
    public static PdsFirmware lab() {
        return LabOperations.addTo(create(8192, 16384));
    }

    /**
     * Adds an operation, and its endpoint where there is none yet.
     *
     * @param endpoint the endpoint's number
     * @param operation version &lt;&lt; 16 | command
     * @param attributes as the firmware lists them
     * @param handler what it does
     * @return this firmware
     */
    public synchronized PdsFirmware operation(int endpoint, int operation, int attributes, Handler handler) {
        List<Operation> operations = endpoints.computeIfAbsent(endpoint, number -> new ArrayList<>());
        if (operations == null) {
            throw new IllegalArgumentException("the operations of endpoint " + endpoint + " cannot be listed");
        }
        operations.add(new Operation(operation, attributes, handler));
        return this;
    }

    /** Adds an endpoint without operations. */
    public synchronized PdsFirmware emptyEndpoint(int endpoint) {
        endpoints.put(endpoint, new ArrayList<>());
        return this;
    }

    /** Adds an endpoint whose operations cannot be listed: the driver answers ENOMEM. */
    public synchronized PdsFirmware unreadableEndpoint(int endpoint) {
        endpoints.put(endpoint, null);
        return this;
    }

    /**
     * Makes the admin queue refuse the next RPC.
     *
     * @param errno what the driver makes of the queue's status
     */
    public synchronized void refuseNext(Errno errno) {
        nextStatus = errno;
    }

    /** How many RPCs have reached the firmware. */
    public synchronized int calls() {
        return calls;
    }

    int requestMax() {
        return requestMax;
    }

    int responseMax() {
        return responseMax;
    }

    synchronized boolean hasEndpoint(int endpoint) {
        return endpoints.containsKey(endpoint);
    }

    /** The operations of an endpoint; null if they cannot be listed. */
    synchronized @Nullable List<Operation> operations(int endpoint) {
        List<Operation> operations = endpoints.get(endpoint);
        return operations == null ? null : List.copyOf(operations);
    }

    /** Executes an RPC; the errno of a refusal by the admin queue, or the result. */
    synchronized Object execute(int endpoint, int operation, byte[] request, int room) {
        calls++;
        Errno refused = nextStatus;
        nextStatus = null;
        if (refused != null) {
            return refused;
        }
        Operation found = newest(endpoint, operation);
        return found == null ? Errno.EINVAL : found.handler().run(request, room);
    }

    /** The exact version, or else the nearest above it. */
    private @Nullable Operation newest(int endpoint, int operation) {
        Operation found = null;
        List<Operation> operations = endpoints.get(endpoint);
        for (Operation one : operations == null ? List.<Operation>of() : operations) {
            boolean serves = (one.id() & 0xffff) == (operation & 0xffff) && one.id() >= (operation & 0xffffff);
            if (serves && (found == null || one.id() < found.id())) {
                found = one;
            }
        }
        return found;
    }
}
