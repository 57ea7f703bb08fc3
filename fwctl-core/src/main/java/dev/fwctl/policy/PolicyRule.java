// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.SettingChange;
import dev.fwctl.internal.Elements;
import dev.fwctl.internal.Glob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One rule of an {@linkplain Policies administrator's policy}: it allows or refuses the commands that it matches.
 *
 * <p>A rule that allows is as narrow as {@link AccessPolicy#readOnly()} until it is widened: it matches documented
 * commands that change nothing, at scopes that never taint, and each effect, scope or permission beyond that is named.
 * A rule that refuses matches everything until it is narrowed. Between patterns of one kind, one match is enough;
 * between kinds, all must match. Immutable; each method returns a new rule.
 */
public final class PolicyRule {

    private final boolean allows;
    private final String text;
    // Written only before a rule is handed out.
    private List<Glob> commands = List.of();
    private List<String> modules = List.of();
    private List<Glob> devices = List.of();
    private List<String> drivers = List.of();
    private List<Glob> about = List.of();
    private int effects;
    private boolean unknownEffects;
    private RpcScope scope;
    private boolean undocumented;
    private Consequences consequences = Consequences.NONE;

    private PolicyRule(boolean allows, String text, RpcScope scope) {
        this.allows = allows;
        this.text = text;
        this.scope = scope;
    }

    /**
     * A rule that allows documented commands without effect, on any device, up to {@link RpcScope#DEBUG_READ_ONLY}.
     *
     * @param why what for, for the reader of the policy, for example a ticket's number
     * @return a rule to be widened
     */
    public static PolicyRule allow(String why) {
        Objects.requireNonNull(why, "why");
        return new PolicyRule(true, why, RpcScope.DEBUG_READ_ONLY);
    }

    /**
     * A rule that refuses everything. Where a rule refuses, no other rule can allow.
     *
     * @param why the reason that the refused program is given
     * @return a rule to be narrowed
     */
    public static PolicyRule refuse(String why) {
        Objects.requireNonNull(why, "why");
        return new PolicyRule(false, why, RpcScope.CONFIGURATION);
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
        return changed(rule -> rule.commands = globs);
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
        return changed(rule -> rule.modules = list);
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
        return changed(rule -> rule.devices = globs);
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
        return changed(rule -> rule.drivers = list);
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
        return changed(rule -> rule.about = globs);
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
        return changed(rule -> rule.effects = effectsMask);
    }

    /**
     * A rule that allows: commands of unknown effect too. A rule that refuses: only these, besides those that
     * {@link #effects} names.
     *
     * @return the changed rule
     */
    public PolicyRule unknownEffects() {
        return changed(rule -> rule.unknownEffects = true);
    }

    /**
     * A rule that allows: up to this scope. A rule that refuses: from this scope on.
     *
     * @param bound the scope
     * @return the changed rule
     */
    public PolicyRule scope(RpcScope bound) {
        Objects.requireNonNull(bound, "bound");
        return changed(rule -> rule.scope = bound);
    }

    /**
     * A rule that allows: commands that no public document describes too. A rule that refuses: only these.
     *
     * @return the changed rule
     */
    public PolicyRule undocumented() {
        return changed(rule -> rule.undocumented = true);
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
        return changed(rule -> rule.consequences = named);
    }

    /** Whether it is about changes of settings. */
    boolean isAboutChanges() {
        return !consequences.isEmpty();
    }

    /** What a rule says that cannot be said together; empty if nothing. */
    Optional<String> contradiction() {
        boolean ofCommands = !commands.isEmpty()
                || !about.isEmpty()
                || effects != 0
                || unknownEffects
                || undocumented
                || scope != (allows ? RpcScope.DEBUG_READ_ONLY : RpcScope.CONFIGURATION);
        return isAboutChanges() && ofCommands
                ? Optional.of("it is about changes of settings, which have no commands, effects, scopes or documents;"
                        + " make two rules of it")
                : Optional.empty();
    }

    boolean allows() {
        return allows;
    }

    List<Glob> commandPatterns() {
        return commands;
    }

    List<String> moduleNames() {
        return modules;
    }

    List<String> driverNames() {
        return drivers;
    }

    List<Glob> aboutPatterns() {
        return about;
    }

    boolean looksAtAbout() {
        return !about.isEmpty();
    }

    List<Glob> devicePatterns() {
        return devices;
    }

    /** Whether the rule decides about this change. */
    boolean matches(FwctlNode node, SettingChange change) {
        return concerns(node, change)
                && (allows
                        ? consequences.beyond(change.consequences()).isEmpty()
                        : consequences.mayBeIn(change.consequences()));
    }

    /** Whether the rule is about changes of this device's settings at all. */
    private boolean concerns(FwctlNode node, SettingChange change) {
        return isAboutChanges() && (modules.isEmpty() || modules.contains(change.module())) && isOn(node);
    }

    /** What the rule makes of a change, in words. */
    String explain(FwctlNode node, SettingChange change) {
        if (matches(node, change)) {
            return allows ? "allows it" : "refuses it";
        }
        if (!isAboutChanges()) {
            return "is about commands, not about changes of settings";
        }
        if (!concerns(node, change)) {
            return "is not about this device";
        }
        return allows
                ? "it does not allow " + String.join(", ", consequences.beyond(change.consequences()))
                : "is about " + consequences + " only";
    }

    /** What the rule makes of a command, in words. */
    String explain(RpcIntent asked) {
        if (isAboutChanges()) {
            return "is about changes of settings, not about commands";
        }
        List<String> subjects = asked.about().orElse(null);
        if (matches(asked.node(), asked.command(), asked.effects(), asked.scope(), subjects)) {
            return allows ? "allows it" : "refuses it";
        }
        if (!concerns(asked.node(), asked.command(), subjects)) {
            return isAbout(subjects)
                    ? "is not about this device and command"
                    : "is about other subjects than " + (subjects == null ? "those, which nobody can tell" : subjects);
        }
        return allows ? shortfall(asked.command(), asked.effects()) : "is not about such effects, scopes or documents";
    }

    String text() {
        return text;
    }

    /** Whether the rule decides about this request. Allocates nothing. */
    boolean matches(
            FwctlNode node,
            Command<?, ?> command,
            Effects askedEffects,
            RpcScope askedScope,
            @Nullable List<String> subjects) {
        return scopeMatches(askedScope)
                && effectsMatch(askedEffects)
                && documentationMatches(command)
                && concerns(node, command, subjects);
    }

    /** Whether a request is about what the rule is about; without subjects nobody can tell. */
    private boolean isAbout(@Nullable List<String> subjects) {
        if (about.isEmpty() || subjects == null) {
            return about.isEmpty() || !allows;
        }
        return Matching.any(about, subjects);
    }

    /** Whether the rule is about this device, command and subject at all. */
    boolean concerns(FwctlNode node, Command<?, ?> command, @Nullable List<String> subjects) {
        String name = command.name();
        return !isAboutChanges()
                && (commands.isEmpty() || Matching.any(commands, name))
                && (modules.isEmpty() || Matching.isOfModule(name, modules))
                && isOn(node)
                && isAbout(subjects);
    }

    private boolean isOn(FwctlNode node) {
        return (drivers.isEmpty()
                        || node.driver().isPresent()
                                && drivers.contains(node.driver().get()))
                && (devices.isEmpty() || Matching.any(devices, node.names()));
    }

    /** Of a rule that allows and concerns a command but does not match: why not. */
    String shortfall(Command<?, ?> command, Effects asked) {
        if (!documentationMatches(command)) {
            return "it does not allow undocumented commands";
        }
        return effectsMatch(asked) ? "it ends at " + scope.uapiName() : "it does not allow the effects " + asked;
    }

    private boolean scopeMatches(RpcScope asked) {
        return allows ? scope.covers(asked) : asked.covers(scope);
    }

    private boolean effectsMatch(Effects asked) {
        if (allows) {
            return asked.isUnknown() ? unknownEffects : (asked.changes() & ~effects) == 0;
        }
        boolean any = effects == 0 && !unknownEffects;
        return any || asked.isUnknown() || (asked.changes() & effects) != 0;
    }

    private boolean documentationMatches(Command<?, ?> command) {
        boolean documented = command.specification().isPublic();
        return allows ? documented || undocumented : !documented || !undocumented;
    }

    private PolicyRule changed(Consumer<PolicyRule> change) {
        PolicyRule copy = new PolicyRule(allows, text, scope);
        copy.commands = commands;
        copy.modules = modules;
        copy.devices = devices;
        copy.drivers = drivers;
        copy.about = about;
        copy.effects = effects;
        copy.unknownEffects = unknownEffects;
        copy.undocumented = undocumented;
        copy.consequences = consequences;
        change.accept(copy);
        return copy;
    }

    /** For example {@code allow "link tuning"}. */
    @Override
    public String toString() {
        return (allows ? "allow" : "refuse") + " \"" + text + "\"";
    }
}
