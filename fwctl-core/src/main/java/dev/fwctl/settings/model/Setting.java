// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.internal.Elements;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.knobs.KernelInterface;
import dev.fwctl.settings.knobs.Knob;
import dev.fwctl.settings.knobs.KnobWords;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The definition of a setting: what a vendor's module knows of it before any device is asked. Immutable.
 *
 * <p>A setting is a state that can be read or written and stays. What only makes a device do something once (a repair, a
 * reset of a counter, clearing a log) is none.
 */
public final class Setting {
    private final Builder facts;

    private Setting(Builder facts) {
        this.facts = facts;
    }

    /**
     * Begins a definition.
     *
     * @param module the name of the vendor's module, for example {@code mlx5}
     * @param group what the setting lies in, for example a TLV or a Feature
     * @param name as people spell it, without port, module or element: {@code NUM_OF_VFS}
     * @param kind what its value is
     */
    public static Builder named(String module, String group, String name, SettingKind kind) {
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        return new Builder(module, group, name, kind);
    }

    /** As people spell it, without port, module or element; unique in its module. */
    public String name() {
        return facts.name;
    }

    /** The name of the vendor's module. */
    public String module() {
        return facts.module;
    }

    /** What it lies in. */
    public String group() {
        return facts.group;
    }

    /** What its value is; for an array, that of each element. */
    public SettingKind kind() {
        return facts.kind;
    }

    /** How many elements an array has; 0 if it is none. */
    public int elements() {
        return facts.elements;
    }

    /** Of the value, of one element if it is an array, in bits; 0 if that is not fixed. */
    public int width() {
        return facts.width;
    }

    /** What a number counts, for example {@code s} or {@code MiB}; empty if nothing, or unknown. */
    public String unitOfMeasure() {
        return facts.unitOfMeasure;
    }

    /** Which numbers it takes on any device; a device may take fewer. */
    public Bounds bounds() {
        return facts.bounds;
    }

    /** The names of its values; empty unless it is an enumeration. */
    public EnumValues values() {
        return facts.values;
    }

    /** Whether it can only be read. */
    public boolean readOnly() {
        return facts.readOnly;
    }

    /** Whether its value is a secret: never shown, never kept. */
    public boolean sensitive() {
        return facts.sensitive;
    }

    /** What changing it does. */
    public Effects effects() {
        return facts.effects;
    }

    /**
     * What changing it can do, in the words of {@link KnobWords#consequences}: an answer to each question, unknown where
     * nobody says. Unmodifiable.
     */
    public List<String> consequences() {
        return facts.knob.map(Knob::consequences).orElseGet(KnobWords::unknownConsequences);
    }

    /** When a change counts. */
    public ApplyTime applyTime() {
        return facts.applyTime.orElseGet(() -> ApplyTime.of(facts.effects));
    }

    /** What has to hold for it to count, in the vendor's words; empty if nothing has. */
    public String dependency() {
        return facts.dependency;
    }

    /** The names of the settings that writing it sets too, such as a bit that says it is valid; unmodifiable. */
    public List<String> implies() {
        return facts.implies;
    }

    /** The public document that describes it. */
    public SpecReference reference() {
        return facts.reference;
    }

    /** What it does, in a sentence or two; empty if the module does not say. */
    public String summary() {
        return facts.knob.map(Knob::summary).orElse(facts.summary);
    }

    /** The kernel's own interfaces for the same thing, nearest first; unmodifiable. */
    public List<KernelInterface> kernelInterfaces() {
        return facts.knob.map(Knob::kernelInterfaces).orElse(List.of());
    }

    /** What else is known of it: its theme, what a change can cost, how to get out, and who says so. */
    public Optional<Knob> knob() {
        return facts.knob;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Setting that && module().equals(that.module()) && name().equals(that.name());
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }

    /** For example {@code mlx5 NUM_OF_VFS}. */
    @Override
    public String toString() {
        return module() + " " + name();
    }

    /** A definition in the making. Not for use by several threads. */
    public static final class Builder implements Cloneable {
        private final String module;
        private final String group;
        private final String name;
        private final SettingKind kind;
        private int elements;
        private int width;
        private String unitOfMeasure = "";
        private Bounds bounds = Bounds.none();
        private EnumValues values = EnumValues.none();
        private boolean readOnly;
        private boolean sensitive;
        private Effects effects = Effects.unknown();
        private Optional<ApplyTime> applyTime = Optional.empty();
        private String dependency = "";
        private List<String> implies = List.of();
        private SpecReference reference = SpecReference.UNDOCUMENTED;
        private String summary = "";
        private Optional<Knob> knob = Optional.empty();

        private Builder(String module, String group, String name, SettingKind kind) {
            this.module = module;
            this.group = group;
            this.name = name;
            this.kind = kind;
        }

        /** It is an array of so many elements. */
        public Builder array(int count) {
            elements = count;
            return this;
        }

        /** It has so many bits; each element, of an array. */
        public Builder width(int bits) {
            width = bits;
            return this;
        }

        /** Its numbers count this. */
        public Builder unitOfMeasure(String unit) {
            Objects.requireNonNull(unit, "unit");
            unitOfMeasure = unit;
            return this;
        }

        /** It takes these numbers. */
        public Builder bounds(Bounds allowed) {
            Objects.requireNonNull(allowed, "allowed");
            bounds = allowed;
            return this;
        }

        /** Its values have names. */
        public Builder values(EnumValues names) {
            Objects.requireNonNull(names, "names");
            values = names;
            return this;
        }

        /** It can only be read. */
        public Builder readOnly() {
            readOnly = true;
            return this;
        }

        /** Its value is a secret. */
        public Builder sensitive() {
            sensitive = true;
            return this;
        }

        /** What changing it does. */
        public Builder effects(Effects whenChanged) {
            Objects.requireNonNull(whenChanged, "whenChanged");
            effects = whenChanged;
            return this;
        }

        /** When a change counts, where the effects do not say it. */
        public Builder applyTime(ApplyTime time) {
            Objects.requireNonNull(time, "time");
            applyTime = Optional.of(time);
            return this;
        }

        /** What has to hold for it to count. */
        public Builder dependency(String condition) {
            Objects.requireNonNull(condition, "condition");
            dependency = condition;
            return this;
        }

        /** What writing it sets too. */
        public Builder implies(List<String> names) {
            Elements.require(names, "names");
            implies = List.copyOf(names);
            return this;
        }

        /** Where it is described. */
        public Builder reference(SpecReference document) {
            Objects.requireNonNull(document, "document");
            reference = document;
            return this;
        }

        /** What it does, in a sentence, where there is no more to say of it. */
        public Builder summary(String sentence) {
            Objects.requireNonNull(sentence, "sentence");
            summary = sentence;
            return this;
        }

        /** What a catalog knows of it: a sentence, its consequences, the kernel's own interfaces. */
        public Builder knob(Knob known) {
            Objects.requireNonNull(known, "known");
            knob = Optional.of(known);
            return this;
        }

        /** The definition as it is now; the builder can be used on. */
        public Setting build() {
            try {
                return new Setting((Builder) clone());
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
