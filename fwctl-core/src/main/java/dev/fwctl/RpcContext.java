// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * The purpose that RPCs are sent for: who wants them, under which ticket, as part of which transaction. Observers and
 * the audit log are told; policies and the kernel are not. It holds for the RPCs of one thread while a piece of work
 * runs, and goes with {@link FwctlDevice#callAsync} and with work that this library does on an executor.
 *
 * <pre>{@code
 * RpcContext.of("alice", "CHG-4711").holding(() -> settings.apply(plan));
 * }</pre>
 *
 * <p>Nothing of it is verified: it is what the program says. Where nobody observes, it is never looked at. Immutable.
 *
 * @param actor on whose behalf; empty if nobody said
 * @param ticket under which change request or task; empty if nobody said
 * @param transaction of which transaction of settings, by its id; empty outside of one
 */
public record RpcContext(String actor, String ticket, String transaction) {
    private static final RpcContext NONE = new RpcContext("", "", "");
    private static final ThreadLocal<RpcContext> CURRENT = new ThreadLocal<>();

    /** Refuses null. */
    public RpcContext {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(transaction, "transaction");
    }

    /** A person or program, and a ticket; each may be empty. */
    public static RpcContext of(String actor, String ticket) {
        return new RpcContext(actor, ticket, "");
    }

    /** That of the thread that asks; all empty if there is none. */
    public static RpcContext current() {
        RpcContext current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** This context, within a transaction. */
    public RpcContext withTransaction(String id) {
        Objects.requireNonNull(id, "id");
        return new RpcContext(actor, ticket, id);
    }

    /**
     * Does something in this context; what was before holds again afterwards.
     *
     * @param work what to do, on this thread
     * @param <T> what it makes
     */
    public <T> T holding(Supplier<T> work) {
        Objects.requireNonNull(work, "work");
        RpcContext before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }
}
