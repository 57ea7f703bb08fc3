// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.Verdict;
import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The access that a program has to a command of a device: a row of the table that {@link CxlMemdev#access} makes before
 * anything is sent.
 */
public final class CommandAccess extends NamedValues {
    /** The ways from user space to a mailbox. */
    public enum Way {
        /** Through fwctl: {@code CxlDevice}. */
        FWCTL,
        /** Through the memory device: {@link CxlMemdev}. */
        MEMDEV,
        /** None: only the kernel sends it. */
        NONE
    }

    private final CommandEffectsLog.Entry entry;
    private final Way way;
    private final Verdict verdict;

    CommandAccess(CommandEffectsLog.Entry entry, Way way, Function<RpcScope, Verdict> policy) {
        this.entry = entry;
        this.way = way;
        this.verdict = policy.apply(scope());
    }

    /** The opcode, 0 to FFFFh. */
    public int opcode() {
        return entry.opcode();
    }

    /** The specification's name, or what its opcode tells where it has none. */
    public String name() {
        return entry.name();
    }

    /** What the command does to the device, as the device says. */
    public Effects effects() {
        return entry.effects();
    }

    /** How the kernel lets user space send it. */
    public Way way() {
        return way;
    }

    /**
     * The scope that it would be sent at; where fwctl does not carry it, the one that its effects call for by the rule of
     * the kernel's CXL driver: DEBUG_WRITE_FULL for a change at once and for unknown effects, DEBUG_WRITE for a change
     * after a reset, CONFIGURATION for none.
     */
    public RpcScope scope() {
        if (way == Way.MEMDEV) {
            return RpcScope.CONFIGURATION;
        }
        if (effects().isImmediate()) {
            return RpcScope.DEBUG_WRITE_FULL;
        }
        return effects().isOnlyAfterReset() ? RpcScope.DEBUG_WRITE : RpcScope.CONFIGURATION;
    }

    /** What the policy says to it. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether both the kernel and the policy let it through. */
    public boolean allowed() {
        return way != Way.NONE && verdict.allowed();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("opcode", opcode());
        to.accept("name", name());
        to.accept("effects", effects());
        to.accept("way", way());
        to.accept("scope", scope());
        to.accept("verdict", verdict());
    }
}
