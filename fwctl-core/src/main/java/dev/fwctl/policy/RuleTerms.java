// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.SettingChange;
import dev.fwctl.internal.Glob;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terms of a {@link PolicyRule}: which commands or changes it is about, and what it makes of one. */
final class RuleTerms {
    final boolean allows;
    // Written only before a rule is handed out.
    List<Glob> commands = List.of();
    List<String> modules = List.of();
    List<Glob> devices = List.of();
    List<String> drivers = List.of();
    List<Glob> about = List.of();
    int effects;
    boolean unknownEffects;
    RpcScope scope;
    boolean undocumented;
    Consequences consequences = Consequences.NONE;

    RuleTerms(boolean allows) {
        this.allows = allows;
        this.scope = unchangedScope();
    }

    private RpcScope unchangedScope() {
        return allows ? RpcScope.DEBUG_READ_ONLY : RpcScope.CONFIGURATION;
    }

    RuleTerms copy() {
        RuleTerms copy = new RuleTerms(allows);
        copy.commands = commands;
        copy.modules = modules;
        copy.devices = devices;
        copy.drivers = drivers;
        copy.about = about;
        copy.effects = effects;
        copy.unknownEffects = unknownEffects;
        copy.scope = scope;
        copy.undocumented = undocumented;
        copy.consequences = consequences;
        return copy;
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
                || scope != unchangedScope();
        return isAboutChanges() && ofCommands
                ? Optional.of("it is about changes of settings, which have no commands, effects, scopes or documents;"
                        + " make two rules of it")
                : Optional.empty();
    }

    boolean looksAtAbout() {
        return !about.isEmpty();
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
}
