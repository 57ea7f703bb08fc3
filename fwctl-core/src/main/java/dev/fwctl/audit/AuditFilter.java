// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static java.util.Objects.requireNonNull;

import dev.fwctl.internal.Glob;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A choice of lines of a log: those that hold to every condition that was set. Conditions about RPCs match no other lines;
 * those about time match lines of all kinds. In patterns, {@code *} stands for any characters and {@code ?} for one.
 * Immutable; each method returns a narrower filter.
 */
public final class AuditFilter {
    private static final AuditFilter ALL = new AuditFilter(line -> true);

    private final Predicate<AuditRecord> condition;

    private AuditFilter(Predicate<AuditRecord> condition) {
        this.condition = condition;
    }

    /**
     * Everything.
     *
     * @return a filter that matches all lines
     */
    public static AuditFilter all() {
        return ALL;
    }

    /** RPCs of devices whose name, stable key or driver matches. */
    public AuditFilter device(String pattern) {
        Glob glob = new Glob(requireNonNull(pattern, "pattern"));
        return rpcs(
                line -> glob.matches(line.device()) || glob.matches(line.deviceKey()) || glob.matches(line.driver()));
    }

    /** RPCs of commands whose name matches. */
    public AuditFilter command(String pattern) {
        Glob glob = new Glob(requireNonNull(pattern, "pattern"));
        return rpcs(line -> glob.matches(line.command()));
    }

    /** RPCs that are about something whose name matches: a register, a setting, a Feature. */
    public AuditFilter about(String pattern) {
        Glob glob = new Glob(requireNonNull(pattern, "pattern"));
        return rpcs(line -> line.about().stream().anyMatch(glob::matches));
    }

    /** RPCs whose request could have an effect, by its name, for example {@code immediate data change} or {@code unknown}. */
    public AuditFilter effect(String name) {
        requireNonNull(name, "name");
        return rpcs(line -> line.effects().contains(name));
    }

    /** RPCs that were sent on behalf of one whose name matches. */
    public AuditFilter actor(String pattern) {
        Glob glob = new Glob(requireNonNull(pattern, "pattern"));
        return rpcs(line -> glob.matches(line.context().actor()));
    }

    /** RPCs that were sent under a ticket that matches. */
    public AuditFilter ticket(String pattern) {
        Glob glob = new Glob(requireNonNull(pattern, "pattern"));
        return rpcs(line -> glob.matches(line.context().ticket()));
    }

    /** RPCs of a transaction whose id matches. */
    public AuditFilter transaction(String pattern) {
        Glob glob = new Glob(requireNonNull(pattern, "pattern"));
        return rpcs(line -> glob.matches(line.context().transaction()));
    }

    /** Lines from this time on. */
    public AuditFilter from(Instant earliest) {
        requireNonNull(earliest, "earliest");
        return and(line -> !line.time().isBefore(earliest));
    }

    /** Lines before this time. */
    public AuditFilter to(Instant end) {
        requireNonNull(end, "end");
        return and(line -> line.time().isBefore(end));
    }

    private AuditFilter rpcs(Predicate<AuditRecord> narrower) {
        return and(line -> line.kind().equals("rpc") && narrower.test(line));
    }

    private AuditFilter and(Predicate<AuditRecord> narrower) {
        return new AuditFilter(condition.and(narrower));
    }

    /**
     * Whether to look at a line.
     *
     * @param line the line
     * @return true if it matches all conditions
     */
    public boolean matches(AuditRecord line) {
        return condition.test(requireNonNull(line, "line"));
    }
}
