// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.internal.Elements;
import dev.fwctl.internal.Glob;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One rule of an {@linkplain Policies administrator's policy}: it allows or refuses the commands that it matches.
 *
 * <p>A rule that allows is as narrow as {@link AccessPolicy#readOnly()} until it is widened: it matches documented
 * commands that change nothing, at scopes that never taint, and each effect, scope or permission beyond that is named.
 * A rule that refuses matches everything until it is narrowed. Between patterns of one kind, one match is enough;
 * between kinds, all must match. Immutable; each method returns a new rule.
 */
public final class PolicyRule {

    private final String text;
    private final RuleTerms terms;

    private PolicyRule(String text, RuleTerms terms) {
        this.text = text;
        this.terms = terms;
    }

    /**
     * A rule that allows documented commands without effect, on any device, up to {@link RpcScope#DEBUG_READ_ONLY}.
     *
     * @param why what for, for the reader of the policy, for example a ticket's number
     * @return a rule to be widened
     */
    public static PolicyRule allow(String why) {
        Objects.requireNonNull(why, "why");
        return new PolicyRule(why, new RuleTerms(true));
    }

    /**
     * A rule that refuses everything. Where a rule refuses, no other rule can allow.
     *
     * @param why the reason that the refused program is given
     * @return a rule to be narrowed
     */
    public static PolicyRule refuse(String why) {
        Objects.requireNonNull(why, "why");
        return new PolicyRule(why, new RuleTerms(false));
    }

    /**
     * Only these commands.
     *
     * @param patterns names of commands, in which {@code *} stands for any characters and {@code ?} for one, for example
     *     {@code cxl.get-*}; a raw RPC is {@code raw-rpc}
     * @return the narrowed rule
     */
    public PolicyRule commands(String... patterns) {
        Elements.require(patterns, "patterns");
        List<Glob> globs = Spelling.COMMAND.patterns(patterns);
        return changed(changed -> changed.commands = globs);
    }

    /**
     * Only commands of these vendor modules.
     *
     * @param names for example {@code cxl}
     * @return the narrowed rule
     */
    public PolicyRule modules(String... names) {
        Elements.require(names, "names");
        List<String> list = Spelling.MODULE.names(names);
        return changed(changed -> changed.modules = list);
    }

    /**
     * Only these devices.
     *
     * @param patterns names that a node {@linkplain FwctlNode#answersTo answers to}, in which {@code *} stands for any
     *     characters and {@code ?} for one. Only a stable key or a PCI address still means the same device after the
     *     next boot
     * @return the narrowed rule
     */
    public PolicyRule devices(String... patterns) {
        Elements.require(patterns, "patterns");
        List<Glob> globs = Spelling.DEVICE.names(patterns).stream()
                .map(FwctlNode::canonicalName)
                .map(Glob::new)
                .toList();
        return changed(changed -> changed.devices = globs);
    }

    /**
     * Only devices of these drivers.
     *
     * @param names as sysfs names them, for example {@code mlx5_core}
     * @return the narrowed rule
     */
    public PolicyRule drivers(String... names) {
        Elements.require(names, "names");
        List<String> list = Spelling.DRIVER.names(names);
        return changed(changed -> changed.drivers = list);
    }

    /**
     * Only requests that are about one of these: a register, a setting, a Feature, as {@link Command#about} names them. A
     * request that carries several settings, because the device takes them as a whole, is about each of them. Of a raw RPC
     * nobody can tell: a rule that allows does not match it, one that refuses does.
     *
     * @param patterns names, in which {@code *} stands for any characters and {@code ?} for one
     * @return the narrowed rule
     */
    public PolicyRule about(String... patterns) {
        Elements.require(patterns, "patterns");
        List<Glob> globs = Spelling.SUBJECT.patterns(patterns);
        return changed(changed -> changed.about = globs);
    }

    /**
     * A rule that allows: the effects that a command may have, besides none. A rule that refuses: only commands that
     * have one of these effects or may have it, because their effects are unknown.
     *
     * @param named the effects
     * @return the changed rule
     */
    public PolicyRule effects(Effect... named) {
        Elements.require(named, "named");
        int mask = 0;
        for (Effect effect : named) {
            mask |= 1 << effect.bit();
        }
        int effectsMask = mask;
        return changed(changed -> changed.effects = effectsMask);
    }

    /**
     * A rule that allows: commands of unknown effect too. A rule that refuses: only these, besides those that
     * {@link #effects} names.
     *
     * @return the changed rule
     */
    public PolicyRule unknownEffects() {
        return changed(changed -> changed.unknownEffects = true);
    }

    /**
     * A rule that allows: up to this scope. A rule that refuses: from this scope on.
     *
     * @param bound the scope
     * @return the changed rule
     */
    public PolicyRule scope(RpcScope bound) {
        Objects.requireNonNull(bound, "bound");
        return changed(changed -> changed.scope = bound);
    }

    /**
     * A rule that allows: commands that no public document describes too. A rule that refuses: only these.
     *
     * @return the changed rule
     */
    public PolicyRule undocumented() {
        return changed(changed -> changed.undocumented = true);
    }

    /**
     * Makes this a rule about changes of settings, not about commands. A rule that refuses: changes that can do one of
     * these, or may, because nobody says. A rule that allows: changes that can do no more than these; with one such rule
     * in a policy, every change needs one. Such a rule can be narrowed to modules, drivers and devices, and to nothing
     * else.
     *
     * @param words of {@link dev.fwctl.settings.knobs.KnobWords#consequences}, for example {@code unusable-lockout}
     * @return the changed rule
     */
    public PolicyRule consequences(String... words) {
        Elements.require(words, "words");
        Consequences named = Consequences.of(words);
        return changed(changed -> changed.consequences = named);
    }

    /** What it decides about, and how. */
    RuleTerms terms() {
        return terms;
    }

    boolean allows() {
        return terms.allows;
    }

    String text() {
        return text;
    }

    private PolicyRule changed(Consumer<RuleTerms> change) {
        RuleTerms changed = terms.copy();
        change.accept(changed);
        return new PolicyRule(text, changed);
    }

    /** For example {@code allow "link tuning"}. */
    @Override
    public String toString() {
        return (allows() ? "allow" : "refuse") + " \"" + text + "\"";
    }
}
