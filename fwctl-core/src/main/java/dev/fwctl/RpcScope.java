// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;
import java.util.Objects;

/**
 * The purpose of an RPC, as the caller declares it and the kernel polices it: {@code enum fwctl_rpc_scope}.
 *
 * <p>The scopes are ordered: each one permits what the ones before it do. A {@link Command} knows the least scope that
 * the kernel accepts for a given request, so that a program never has to guess one.
 *
 * <p>Source: {@code include/uapi/fwctl/fwctl.h} and {@code drivers/fwctl/main.c} of Linux 7.3.
 */
public enum RpcScope {
    /** Device configuration: reading it, and changing what a device keeps for its own operation. Never taints. */
    CONFIGURATION,
    /** Reading debug information that is safe to read on a running system. Never taints. */
    DEBUG_READ_ONLY,
    /** Writing debug information in ways that do not reach outside the device's function. Taints the kernel. */
    DEBUG_WRITE,
    /** Full access to the device. Taints the kernel and needs {@code CAP_SYS_RAWIO}. */
    DEBUG_WRITE_FULL;

    private static final List<RpcScope> ALL = List.of(values());

    private final String uapiName = "FWCTL_RPC_" + name();

    /**
     * The number that {@code struct fwctl_rpc.scope} carries.
     *
     * @return 0 to 3
     */
    public int value() {
        return ordinal();
    }

    /**
     * The name in the kernel's header.
     *
     * @return for example {@code FWCTL_RPC_DEBUG_WRITE}
     */
    public String uapiName() {
        return uapiName;
    }

    /**
     * Whether an RPC of this scope sets the kernel's {@code TAINT_FWCTL} flag (bit 19, letter J) until the next boot.
     *
     * @return true from {@link #DEBUG_WRITE} on
     */
    public boolean taints() {
        return ordinal() >= DEBUG_WRITE.ordinal();
    }

    /**
     * Whether the kernel demands {@code CAP_SYS_RAWIO} in the initial user namespace for this scope.
     *
     * @return true for {@link #DEBUG_WRITE_FULL} only
     */
    public boolean needsRawIo() {
        return this == DEBUG_WRITE_FULL;
    }

    /**
     * Whether this scope permits at least what another does.
     *
     * @param other the scope to compare with
     * @return true if this scope is the same or higher
     */
    public boolean covers(RpcScope other) {
        Objects.requireNonNull(other, "other");
        return ordinal() >= other.ordinal();
    }

    /**
     * The scope with a given number.
     *
     * @param value the number in {@code struct fwctl_rpc.scope}
     * @return the scope
     * @throws IllegalArgumentException if the kernel's header has no scope with that number
     */
    public static RpcScope of(int value) {
        if (value < 0 || value >= ALL.size()) {
            throw new IllegalArgumentException("no fwctl scope has the number " + value + "; the scopes are 0 to 3");
        }
        return ALL.get(value);
    }
}
