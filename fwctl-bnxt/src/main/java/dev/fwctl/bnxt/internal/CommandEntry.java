// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command that Linux's fwctl driver lets through, as {@code bnxtctl_validate_rpc} has it. */
public final class CommandEntry {
    private final String name;
    private final int type;
    private final RpcScope scope;
    private final int milliseconds;
    private final Effects effects;
    private final String request;
    private final String reply;
    private final List<MemoryField> memory;
    private final Map<Integer, String> errors;

    private CommandEntry(Draft draft) {
        this.name = draft.name;
        this.type = draft.type;
        this.scope = Objects.requireNonNull(draft.scope, "scope");
        this.milliseconds = draft.milliseconds;
        this.effects = Objects.requireNonNull(draft.effects, "effects");
        this.request = draft.request;
        this.reply = draft.reply;
        this.memory = List.copyOf(draft.memory);
        this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(draft.errors));
    }

    /** An entry that is being read. */
    static final class Draft {
        String name = "";
        int type;

        @Nullable
        RpcScope scope;

        int milliseconds;

        @Nullable
        Effects effects;

        String request = "";
        String reply = "";
        List<MemoryField> memory = List.of();
        Map<Integer, String> errors = Map.of();

        /**
         * The entry.
         *
         * @throws IllegalArgumentException if it has no name, scope or effects
         */
        CommandEntry done() {
            if (name.isEmpty() || scope == null || effects == null) {
                throw new IllegalArgumentException("a command has a name, a scope and effects");
            }
            return new CommandEntry(this);
        }
    }

    /** Its name, without the {@code HWRM_} of the header. */
    public String name() {
        return name;
    }

    /** The HWRM request type, 16 bits. */
    public int type() {
        return type;
    }

    /** The least scope that the driver accepts. */
    public RpcScope scope() {
        return scope;
    }

    /** How long the driver waits for the firmware. */
    public int milliseconds() {
        return milliseconds;
    }

    /** What it may do, from {@code effects.txt}. */
    public Effects effects() {
        return effects;
    }

    /** Name of the request's layout in {@link Catalogs#LAYOUTS}; empty if no public header gives one. */
    public String request() {
        return request;
    }

    /** Name of the reply's layout in {@link Catalogs#LAYOUTS}; empty if no public header gives one. */
    public String reply() {
        return reply;
    }

    /** The places of the request that hold the address of memory of its own, in order. */
    public List<MemoryField> memory() {
        return memory;
    }

    /** The meaning of {@code cmd_err} in a refusal, if the header has codes for this command and this is one of them. */
    public Optional<String> error(int cmdErr) {
        return Optional.ofNullable(errors.get(cmdErr));
    }
}
