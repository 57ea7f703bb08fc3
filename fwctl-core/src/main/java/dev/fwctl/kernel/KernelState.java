// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.kernel;

import dev.fwctl.Fwctl;
import dev.fwctl.KernelTaint;
import dev.fwctl.RpcScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A report of what decides about firmware access outside this library: the kernel, this process, and the nodes'
 * permissions. A snapshot, read without privilege; what cannot be read is empty or unknown, never guessed. Get one from
 * {@link #of}.
 */
public final class KernelState {
    /** {@code CAP_SYS_RAWIO}, which {@link RpcScope#DEBUG_WRITE_FULL} needs in the initial user namespace. */
    public static final int CAP_SYS_RAWIO = 17;
    /** {@code CAP_SYS_ADMIN}, which reading some logs of the kernel needs; fwctl itself never does. */
    public static final int CAP_SYS_ADMIN = 21;

    private final Optional<String> release;
    private final Lockdown lockdown;
    private final OptionalLong taint;
    private final OptionalLong capabilities;
    private final String configurationSource;
    private final Map<String, String> configuration;
    private final List<NodeAccess> nodes;

    KernelState(
            Optional<String> release,
            Lockdown lockdown,
            OptionalLong taint,
            OptionalLong capabilities,
            String configurationSource,
            Map<String, String> configuration,
            List<NodeAccess> nodes) {
        this.release = release;
        this.lockdown = lockdown;
        this.taint = taint;
        this.capabilities = capabilities;
        this.configurationSource = configurationSource;
        this.configuration = configuration;
        this.nodes = nodes;
    }

    /** The kernel's release, from {@code /proc/sys/kernel/osrelease}. */
    public Optional<String> release() {
        return release;
    }

    /** The lockdown mode. */
    public Lockdown lockdown() {
        return lockdown;
    }

    /** The taint number, from {@code /proc/sys/kernel/tainted}. */
    public OptionalLong taint() {
        return taint;
    }

    /** The effective capabilities of this process, a bit each, from {@code /proc/self/status}. */
    public OptionalLong capabilities() {
        return capabilities;
    }

    /** Where the kernel's configuration was read: a path, empty if nowhere. */
    public String configurationSource() {
        return configurationSource;
    }

    /**
     * The options of that configuration that concern fwctl and lockdown, by name, for example {@code
     * CONFIG_FWCTL=m}; {@code n} if not set.
     */
    public Map<String, String> configuration() {
        return configuration;
    }

    /** Who may open which device, in the order of {@link Fwctl#nodes()}. */
    public List<NodeAccess> nodes() {
        return nodes;
    }

    /**
     * Reads the state of a system.
     *
     * @param fwctl the system
     * @return a snapshot
     */
    public static KernelState of(Fwctl fwctl) {
        Objects.requireNonNull(fwctl, "fwctl");
        return new KernelStateReader(fwctl.root()).read(fwctl.nodes());
    }

    /**
     * Whether a fwctl RPC has tainted the kernel since it booted.
     *
     * @return empty if the taint number cannot be read
     */
    public Optional<Boolean> taintedByFwctl() {
        return taint.isPresent() ? Optional.of(KernelTaint.isFwctl(taint.getAsLong())) : Optional.empty();
    }

    /**
     * Whether this process has a capability in its own user namespace. Scopes that need one, need it in the initial
     * namespace.
     *
     * @param number the capability's number, 0 to 63, for example {@link #CAP_SYS_RAWIO}
     * @return empty if it cannot be told
     */
    public Optional<Boolean> hasCapability(int number) {
        return capabilities.isPresent()
                ? Optional.of((capabilities.getAsLong() >>> number & 1) != 0)
                : Optional.empty();
    }

    /** All that was found, for a log. */
    @Override
    public String toString() {
        return "kernel " + release.orElse("unknown") + ", lockdown " + lockdown + ", taint "
                + (taint.isPresent() ? String.valueOf(taint.getAsLong()) : "unknown") + ", capabilities "
                + (capabilities.isPresent() ? "0x" + Long.toHexString(capabilities.getAsLong()) : "unknown")
                + ", configuration " + configuration
                + (configurationSource.isEmpty() ? "" : " of " + configurationSource)
                + ", nodes " + nodes;
    }
}
