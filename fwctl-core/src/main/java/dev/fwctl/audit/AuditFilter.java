// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.internal.Glob;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A choice of lines of a log. Each condition that is empty matches all; lines that are no RPC match if only the time is
 * asked for.
 *
 * @param device the device's name, stable key or driver, in which {@code *} and {@code ?} are wildcards
 * @param command the command's name, in which {@code *} and {@code ?} are wildcards
 * @param effect the name of an effect that the request could have, for example {@code immediate data change} or
 *     {@code unknown}
 * @param from the earliest time
 * @param to the first time that is too late
 */
public record AuditFilter(
        Optional<String> device,
        Optional<String> command,
        Optional<String> effect,
        Optional<Instant> from,
        Optional<Instant> to) {
    public AuditFilter {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * Everything.
     *
     * @return a filter that matches all lines
     */
    public static AuditFilter all() {
        return new AuditFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Whether to look at a line.
     *
     * @param line the line
     * @return true if it matches all conditions
     */
    public boolean matches(AuditRecord line) {
        Objects.requireNonNull(line, "line");
        Instant time = line.time();
        if (from.filter(time::isBefore).isPresent()
                || to.filter(end -> !time.isBefore(end)).isPresent()) {
            return false;
        }
        if (device.isEmpty() && command.isEmpty() && effect.isEmpty()) {
            return true;
        }
        return line.kind().equals("rpc")
                && device.map(Glob::new)
                        .map(glob -> glob.matches(line.device())
                                || glob.matches(line.deviceKey())
                                || glob.matches(line.driver()))
                        .orElse(true)
                && command.map(Glob::new)
                        .map(glob -> glob.matches(line.command()))
                        .orElse(true)
                && effect.map(name -> line.effects().contains(name)).orElse(true);
    }
}
