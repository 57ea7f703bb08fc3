// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import java.util.List;

/** The knowledge of one setting beyond its definition. Immutable. */
public final class Knob {
    private final String name;
    private final String theme;
    private final Sentence sentence;
    private final Consequences consequences;
    private final List<KernelInterface> kernelInterfaces;

    Knob(
            String name,
            String theme,
            Sentence sentence,
            Consequences consequences,
            List<KernelInterface> kernelInterfaces) {
        this.name = name;
        this.theme = theme;
        this.sentence = sentence;
        this.consequences = consequences;
        this.kernelInterfaces = List.copyOf(kernelInterfaces);
    }

    /** What a setting does, and whether public facts say all of it. */
    record Sentence(String text, boolean documented) {}

    /** What changing a setting does. */
    record Consequences(Told applyTime, Told loses, Told unusable, String wayOut, Told security) {}

    /** The setting's name, without port, module or element. */
    public String name() {
        return name;
    }

    /** What it is about: one of the themes of {@code knob-words.json}, for example {@code virtualization}. */
    public String theme() {
        return theme;
    }

    /** What it does, in one or two plain sentences of at most 140 characters, units given. */
    public String summary() {
        return sentence.text();
    }

    /**
     * Whether the public facts say what it does; if not, the summary says what is known and that the rest is not
     * public.
     */
    public boolean isDocumented() {
        return sentence.documented();
    }

    /** When a written value counts: which reset it takes. */
    public Told applyTime() {
        return consequences.applyTime();
    }

    /** What a new value can cost by itself, beside what a reset interrupts: traffic, data, nothing. */
    public Told loses() {
        return consequences.loses();
    }

    /** What a wrong value can make unusable until it is set back. */
    public Told unusable() {
        return consequences.unusable();
    }

    /** How to get out of {@link #unusable}; empty if nothing can become unusable, or nobody says. */
    public String wayOut() {
        return consequences.wayOut();
    }

    /** What it has to do with security. */
    public Told security() {
        return consequences.security();
    }

    /**
     * What changing it can do: the answers of {@link #loses}, {@link #unusable} and {@link #security} as
     * {@link KnobWords#consequences} has them. Unmodifiable.
     */
    public List<String> consequences() {
        return List.of("loses-" + loses(), "unusable-" + unusable(), "security-" + security());
    }

    /** The kernel's own interfaces for the same thing, nearest first; empty if none is known. Unmodifiable. */
    public List<KernelInterface> kernelInterfaces() {
        return kernelInterfaces;
    }

    /** For example {@code NUM_OF_VFS: Most VFs for each PF.} */
    @Override
    public String toString() {
        return name + ": " + summary();
    }
}
