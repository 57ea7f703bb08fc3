// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import dev.fwctl.RpcScope;
import dev.fwctl.internal.Elements;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Undo;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The change that a plan makes to one setting.
 *
 * @param name the setting, port, module and element included
 * @param cause why it changes
 * @param before what would come next without the plan; empty if that cannot be read
 * @param after what the plan makes of it; empty if nobody can tell, as for a default that the device does not tell
 * @param write how it gets there
 */
public record Change(
        String name, Cause cause, Optional<SettingValue> before, Optional<SettingValue> after, Write write) {
    public Change {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(write, "write");
    }

    /** Why a setting changes. */
    public enum Cause {
        /** The caller asked for it. */
        ASKED,
        /** Another change brings it along, as a bit that says that a value is valid. */
        IMPLIED,
        /** It lies in a unit that is forgotten for the default of another setting. */
        NEIGHBOUR;

        /** Lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The write of a unit that a change is part of.
     *
     * @param unit the unit's key
     * @param stage 1 for what can be written now; of 2 and more, what is in the stage before has to be live first
     * @param effects what the write does to the device, in words
     * @param scope the scope that the kernel is told; empty for the kernel's own interface
     * @param taints whether it taints the kernel
     * @param applyTime when the change counts, as documented
     * @param undo how far it can be undone
     * @param consequences what changing the setting can do, in the words of
     *     {@link dev.fwctl.settings.knobs.KnobWords#consequences}
     */
    public record Write(
            String unit,
            int stage,
            String effects,
            Optional<RpcScope> scope,
            boolean taints,
            ApplyTime applyTime,
            Undo undo,
            List<String> consequences) {
        /** Takes an unmodifiable copy. */
        public Write {
            Elements.require(consequences, "consequences");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(effects, "effects");
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(applyTime, "applyTime");
            Objects.requireNonNull(undo, "undo");
            consequences = List.copyOf(consequences);
        }
    }

    /** For example {@code NUM_OF_VFS: 16 -> 32}. */
    @Override
    public String toString() {
        return name + ": " + before.map(SettingValue::text).orElse("?") + " -> "
                + after.map(SettingValue::text).orElse("?");
    }
}
