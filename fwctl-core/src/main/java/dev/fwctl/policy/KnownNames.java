// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.Command;
import dev.fwctl.VendorModule;
import dev.fwctl.internal.Glob;
import dev.fwctl.internal.NearMatches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The modules, drivers and commands that the vendor modules of a system know. A name that is none of them may belong to a
 * module that is not here; one that is close to one of them, or stands where the other kind belongs, is a mistake, and a
 * refusal with a mistake in it would allow in silence.
 *
 * @param drivers of each module, by the module's name
 * @param modules the modules, by name; their commands are asked for only where a rule names some of theirs
 */
record KnownNames(Map<String, Set<String>> drivers, Map<String, VendorModule> modules) {
    /** What every device answers to, without a module. */
    private static final String RAW = "raw-rpc";

    static KnownNames of(List<VendorModule> modules) {
        Map<String, Set<String>> drivers = new TreeMap<>();
        Map<String, VendorModule> byName = new TreeMap<>();
        for (VendorModule module : modules) {
            drivers.put(module.name(), module.drivers());
            byName.put(module.name(), module);
        }
        return new KnownNames(drivers, byName);
    }

    /** What makes a rule match nothing at all; empty if it can match something. */
    Optional<String> problem(PolicyRule rule) {
        List<String> problems = new ArrayList<>();
        rule.terms().modules.forEach(name -> module(name).ifPresent(problems::add));
        rule.terms().drivers.forEach(name -> driver(name).ifPresent(problems::add));
        rule.terms().commands.forEach(pattern -> command(pattern).ifPresent(problems::add));
        rule.terms().about.forEach(pattern -> subject(pattern).ifPresent(problems::add));
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private Optional<String> module(String name) {
        if (modules.containsKey(name)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Set<String>> entry : drivers.entrySet()) {
            if (entry.getValue().contains(name)) {
                return Optional.of("'" + name + "' is a driver; its module is " + entry.getKey());
            }
        }
        return near("module", name, modules.keySet());
    }

    private Optional<String> driver(String name) {
        Set<String> all = drivers.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        if (all.contains(name)) {
            return Optional.empty();
        }
        if (modules.containsKey(name)) {
            return Optional.of("'" + name + "' is a module; its drivers are " + String.join(", ", drivers.get(name)));
        }
        return near("driver", name, all);
    }

    private Optional<String> command(Glob glob) {
        String pattern = glob.pattern();
        int dot = pattern.indexOf('.');
        String module = dot < 0 ? "" : pattern.substring(0, dot);
        if (modules.containsKey(module)) {
            Set<String> names = commands(module);
            return names.stream().anyMatch(glob::matches)
                    ? Optional.empty()
                    : Optional.of(
                            "the module " + module + " has no command '" + pattern + "'" + suggestion(pattern, names));
        }
        boolean wild = pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
        if (dot < 0 && !wild && !pattern.equals(RAW)) {
            return Optional.of(
                    "a command's name is a module's, a dot and its own, or " + RAW + "; '" + pattern + "' has no dot");
        }
        return module.isEmpty() || wildcards(module) ? Optional.empty() : module(module);
    }

    private Optional<String> subject(Glob glob) {
        if (wildcards(glob.pattern()) || isSubject(glob)) {
            return Optional.empty();
        }
        Set<String> all =
                modules.values().stream().flatMap(VendorModule::subjects).collect(Collectors.toSet());
        return near("subject", glob.pattern(), all);
    }

    private boolean isSubject(Glob glob) {
        return modules.values().stream().flatMap(VendorModule::subjects).anyMatch(glob::matches);
    }

    private static boolean wildcards(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private Set<String> commands(String module) {
        Set<String> names = new HashSet<>();
        for (Command<?, ?> command : Objects.requireNonNull(modules.get(module)).commands()) {
            names.add(command.name());
        }
        return names;
    }

    private static Optional<String> near(String what, String name, Collection<String> known) {
        String plain = what.equals("subject") ? name : name.replace('-', '_');
        List<String> near = NearMatches.of(plain, known).stream()
                .filter(other -> Math.abs(other.length() - plain.length()) <= 1)
                .toList();
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of("there is no " + what + " '" + name + "'; near: " + String.join(", ", near));
    }

    private static String suggestion(String name, Collection<String> known) {
        List<String> near = NearMatches.of(name, known);
        return near.isEmpty() ? "" : "; near: " + String.join(", ", near);
    }

    /** What a rule names that no module here knows. */
    List<String> absent(PolicyRule rule) {
        List<String> absent = new ArrayList<>();
        for (String module : rule.terms().modules) {
            if (!modules.containsKey(module)) {
                absent.add("the vendor module " + module + " is not here");
            }
        }
        for (String driver : rule.terms().drivers) {
            if (drivers.values().stream().noneMatch(known -> known.contains(driver))) {
                absent.add("no vendor module here serves the driver " + driver);
            }
        }
        for (Glob command : rule.terms().commands) {
            if (!command.matches(RAW)
                    && modules.keySet().stream()
                            .noneMatch(module -> commands(module).stream().anyMatch(command::matches))) {
                absent.add("no command of the vendor modules here is called '" + command + "'");
            }
        }
        for (Glob subject : rule.terms().about) {
            if (!isSubject(subject)) {
                absent.add("no command of the vendor modules here is about '" + subject + "'");
            }
        }
        return absent;
    }
}
