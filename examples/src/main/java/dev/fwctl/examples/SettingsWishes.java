// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The wishes of a command line of {@link Settings}: a plan or a desired state in a file, or values. */
record SettingsWishes(Example example, Fwctl writing, List<String> words) {
    /** A plan on paper, or one that is made now of a desired state or of values. */
    FleetPlan plan() throws IOException {
        Optional<String> file = file();
        if (file.isPresent() && !file.get().contains("settings-desired")) {
            return withSecrets(FleetPlan.fromJson(file.get()));
        }
        FleetPlan plan = Fleet.of(writing).plan(desired(file));
        for (Plan one : plan.plans()) {
            for (String secret : one.wanted().secrets()) {
                if (words.stream().anyMatch(word -> word.startsWith(secret + "="))) {
                    throw new Options.UsageException(
                            secret + " is a secret, and whoever lists processes sees it: use --secrets FILE");
                }
            }
        }
        return plan;
    }

    private FleetPlan withSecrets(FleetPlan plan) throws IOException {
        Map<String, String> secrets = secrets();
        List<Plan> plans = new ArrayList<>();
        for (Plan one : plan.plans()) {
            Map<String, String> theirs = new LinkedHashMap<>(secrets);
            theirs.keySet().retainAll(one.names());
            plans.add(one.withSecrets(theirs));
        }
        return new FleetPlan(plans, plan.unmatched());
    }

    /** The values of secrets, by name. */
    Map<String, String> secrets() throws IOException {
        Optional<String> file = example.options().setting("--secrets");
        Map<String, String> secrets = new LinkedHashMap<>();
        if (file.isPresent()) {
            for (String line : Files.readAllLines(Path.of(file.get()), StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    secrets.put(line.substring(0, equals), line.substring(equals + 1));
                } else if (!line.isBlank()) {
                    throw new Options.UsageException("a line of " + file.get() + " is no NAME=VALUE");
                }
            }
        }
        return secrets;
    }

    /** A desired state on paper, or of values. */
    DesiredState desired() throws IOException {
        return desired(file());
    }

    private Optional<String> file() throws IOException {
        if (words.size() == 1 && !words.get(0).contains("=")) {
            return Optional.of(Files.readString(Path.of(words.get(0)), StandardCharsets.UTF_8));
        }
        return Optional.empty();
    }

    private DesiredState desired(Optional<String> file) throws IOException {
        if (file.isPresent()) {
            return DesiredState.parse(file.get());
        }
        Map<String, Object> values = new LinkedHashMap<>(secrets());
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Options.UsageException("give a file, or NAME=VALUE, not '" + word + "'");
            }
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        if (values.isEmpty()) {
            throw new Options.UsageException("give a file, or NAME=VALUE");
        }
        List<FwctlNode> nodes = example.nodes(writing);
        if (nodes.size() != 1) {
            throw new Options.UsageException("values are for one device: name it with --device");
        }
        Set<Consent> consents = EnumSet.noneOf(Consent.class);
        if (example.options().has("--unseen")) {
            consents.add(Consent.WITHOUT_READ_BACK);
        }
        if (example.options().has("--neighbours")) {
            consents.add(Consent.NEIGHBOURS_TO_DEFAULT);
        }
        return DesiredState.of(nodes.get(0).stableKey(), values, consents);
    }
}
