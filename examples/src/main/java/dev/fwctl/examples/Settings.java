// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcContext;
import dev.fwctl.examples.knobs.ReadingDocument;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.FleetRecovery;
import dev.fwctl.settings.result.FleetResult;
import dev.fwctl.settings.result.Recovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of every device, whatever its vendor: listed, read, planned, applied as a transaction, taken back, recovered
 * and compared.
 */
final class Settings {
    private static final String USAGE = """
            Settings COMMAND
              list [WORD...]                 the settings that the modules know
              read [NAME...]                 what holds, what comes next, the default; without names all
              plan FILE|NAME=VALUE...        what would change, and all that stands against it
              apply FILE|NAME=VALUE...       a plan, a desired state, or values: all of it or nothing
              rollback TRANSACTION           takes back what a transaction changed
              recover                        after a crash: each transaction to all-before or all-after
              abandon TRANSACTION            closes an interrupted one whose device is gone
              drift FILE|NAME=VALUE...       how the devices differ from what is desired
            status: 0 in line or done, 2 differs, 1 error
              --secrets FILE  NAME=VALUE in lines, for settings that are secrets: a command line is seen by all
              --actor NAME, --ticket ID   what the audit log says it was done for
              --debug         what AccessPolicy.debug() allows, not only configure()
              --unseen        consent to writing what cannot be read back
              --neighbours    consent to forgetting a unit for the default of one of its settings""";

    private static final List<String> KNOWN =
            List.of("--secrets=", "--actor=", "--ticket=", "--debug", "--unseen", "--neighbours", "COMMAND");
    private static final int IN_LINE = 0;
    private static final int FAILED = 1;
    private static final int DIFFERS = 2;

    private final Example example;
    private final Fwctl reading;
    private final Fwctl writing;
    private final List<String> words;

    private Settings(Example example, Fwctl fwctl) {
        this.example = example;
        this.reading = fwctl;
        this.writing =
                fwctl.withPolicy(example.options().has("--debug") ? AccessPolicy.debug() : AccessPolicy.configure());
        List<String> all = example.options().words();
        this.words = all.isEmpty() ? all : all.subList(1, all.size());
    }

    /** Runs one command. */
    public static void main(String[] args) {
        Example.mainWithStatus(USAGE, KNOWN, args, (example, fwctl) -> new Settings(example, fwctl).run());
    }

    private int run() throws IOException {
        List<String> all = example.options().words();
        return switch (all.isEmpty() ? "" : all.get(0)) {
            case "list" -> list();
            case "read" -> read();
            case "plan" -> plan();
            case "apply" -> apply();
            case "rollback" -> rollback();
            case "recover" -> recover();
            case "abandon" -> abandon();
            case "drift" -> drift();
            default ->
                throw new Options.UsageException(
                        "give a command: list, read, plan, apply, rollback, recover," + " abandon or drift");
        };
    }

    private int list() {
        Map<String, Map<String, @Nullable Object>> found = new LinkedHashMap<>();
        for (FwctlNode node : example.nodes(reading)) {
            try (FwctlDevice device = reading.open(node)) {
                dev.fwctl.settings.Settings.of(device).definitions().forEach(setting -> {
                    String name = setting.name().toLowerCase(Locale.ROOT);
                    boolean wanted = words.isEmpty()
                            || words.stream().anyMatch(word -> name.contains(word.toLowerCase(Locale.ROOT)));
                    if (wanted && found.put(setting.toString(), SettingsDocuments.definition(setting)) == null) {
                        example.say(
                                "%-40s %-11s %-9s %s",
                                SettingsTables.cut(setting.name(), 40),
                                setting.kind(),
                                setting.readOnly() ? "read-only" : "",
                                SettingsTables.cut(setting.summary(), 36));
                    }
                });
            }
        }
        example.document(Map.of("settings", List.copyOf(found.values())));
        return IN_LINE;
    }

    private int read() {
        List<Map<String, @Nullable Object>> devices = new ArrayList<>();
        List<SettingsException> refusals = new ArrayList<>();
        for (FwctlNode node : example.nodes(reading)) {
            try (FwctlDevice device = reading.open(node)) {
                dev.fwctl.settings.Settings settings = dev.fwctl.settings.Settings.of(device);
                Optional<List<SettingReading>> readings = words.isEmpty()
                        ? Optional.of(settings.readAll(ProgressLine.of(System.err)))
                        : named(settings, refusals);
                readings.ifPresent(found -> devices.add(readDevice(node, settings, found)));
            }
        }
        if (devices.isEmpty() && !refusals.isEmpty()) {
            throw refusals.get(0);
        }
        example.document(Map.of("devices", devices));
        return IN_LINE;
    }

    /** Where no device is named, those that do not know the names are left out unless none does. */
    private Optional<List<SettingReading>> named(
            dev.fwctl.settings.Settings settings, List<SettingsException> refusals) {
        try {
            return Optional.of(settings.read(words));
        } catch (SettingsException e) {
            boolean unknown = e.problems().stream()
                    .allMatch(one ->
                            one.kind() == Problem.Kind.UNKNOWN_SETTING || one.kind() == Problem.Kind.NO_SETTINGS);
            if (!unknown || example.options().device() != null) {
                throw e;
            }
            refusals.add(e);
            return Optional.empty();
        }
    }

    private Map<String, @Nullable Object> readDevice(
            FwctlNode node, dev.fwctl.settings.Settings settings, List<SettingReading> readings) {
        example.say("%n%s  %s", node.name(), node.stableKey());
        if (settings.module().isEmpty()) {
            example.say("  no module here brings settings for it");
        } else {
            SettingsTables.readings(readings).forEach(example::say);
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        readings.forEach(one -> byName.put(one.name(), ReadingDocument.of(one)));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", node.name());
        json.put("key", node.stableKey());
        json.put("module", settings.module().orElse(null));
        json.put("settings", byName);
        return json;
    }

    private int plan() throws IOException {
        FleetPlan plan = wishes().plan();
        if (example.options().json()) {
            example.document(new ObjectMapper().readValue(plan.toJson(), new TypeReference<Map<String, Object>>() {}));
        }
        plan.plans().forEach(this::show);
        plan.problems().forEach(problem -> example.say("problem: %s", problem));
        return !plan.applyable() ? FAILED : plan.changes().isEmpty() ? IN_LINE : DIFFERS;
    }

    private void show(Plan plan) {
        example.say("%n%s", plan.facts().device());
        if (plan.changes().isEmpty() && plan.problems().isEmpty()) {
            example.say("  nothing to do");
        }
        for (Change change : plan.changes()) {
            Change.Write write = change.write();
            example.say("  %s", SettingsTables.cut(change.toString(), 97));
            example.say(
                    "    %s; %s%s; undone %s%s",
                    write.applyTime(),
                    write.scope().map(Enum::name).orElse("no scope: the kernel's own interface"),
                    write.taints() ? ", taints the kernel" : "",
                    write.undo(),
                    change.cause() == Change.Cause.ASKED ? "" : "; " + change.cause());
            String can = write.consequences().stream()
                    .filter(word -> !word.endsWith("-none"))
                    .collect(Collectors.joining(", "));
            example.say("    can: %s", can.isEmpty() ? "nothing beyond its purpose" : can);
        }
    }

    private int apply() throws IOException {
        FleetPlan plan = wishes().plan();
        FleetResult result = context()
                .holding(() -> Fleet.of(writing)
                        .withProgress(ProgressLine.of(System.err))
                        .apply(plan));
        example.document(SettingsDocuments.result(result));
        result.results().forEach(one -> example.say("%s", one));
        result.problems().forEach(problem -> example.say("problem: %s", problem));
        return result.done() ? IN_LINE : FAILED;
    }

    private SettingsWishes wishes() {
        return new SettingsWishes(example, writing, words);
    }

    private RpcContext context() {
        Options options = example.options();
        return RpcContext.of(
                options.setting("--actor").orElse(""),
                options.setting("--ticket").orElse(""));
    }

    private Journal journal() {
        return Journal.of(writing);
    }

    private String transaction() {
        if (words.size() != 1) {
            throw new Options.UsageException("give one transaction");
        }
        return words.get(0);
    }

    private int rollback() throws IOException {
        String id = transaction();
        String key = journal()
                .find(id)
                .map(entry -> entry.begin().device())
                .orElseThrow(() -> new IllegalArgumentException("there is no transaction " + id));
        String device = Optional.ofNullable(example.options().device()).orElse(key);
        try (FwctlDevice open = writing.open(device)) {
            Map<String, String> secrets = wishes().secrets();
            List<Recovery> taken = List.of(
                    context().holding(() -> dev.fwctl.settings.Settings.of(open).rollback(id, secrets)));
            example.document(Map.of("transactions", SettingsDocuments.recoveries(taken)));
            return say(taken);
        }
    }

    private int recover() {
        String device = example.options().device();
        Fleet fleet = Fleet.of(writing);
        FleetRecovery recovery = (device == null ? fleet : fleet.among(writing.node(device)::equals)).recover();
        example.document(Map.of(
                "transactions", SettingsDocuments.recoveries(recovery.recoveries()),
                "problems",
                        recovery.problems().stream()
                                .map(SettingsDocuments::problem)
                                .toList()));
        int status = say(recovery.recoveries());
        recovery.problems().forEach(problem -> example.say("problem: %s", problem));
        return recovery.problems().isEmpty() ? status : FAILED;
    }

    private int say(List<Recovery> recoveries) {
        recoveries.forEach(one -> example.say("%s", one));
        if (recoveries.isEmpty()) {
            example.say("nothing was interrupted");
        }
        boolean unknown = recoveries.stream().anyMatch(one -> one.end() == Recovery.End.UNKNOWN);
        boolean changed = recoveries.stream().anyMatch(one -> one.end() == Recovery.End.CHANGED_SINCE);
        return unknown ? FAILED : changed ? DIFFERS : IN_LINE;
    }

    private int abandon() {
        journal().abandon(transaction());
        example.document(Map.of("abandoned", transaction()));
        example.say("abandoned %s", transaction());
        return IN_LINE;
    }

    private int drift() throws IOException {
        List<Drift> drifts = Fleet.of(reading).drift(wishes().desired());
        example.document(
                Map.of("devices", drifts.stream().map(SettingsDocuments::drift).toList()));
        List<Problem> problems = new ArrayList<>();
        for (Drift drift : drifts) {
            drift.settings().forEach(one -> example.say("%s %s", drift.device(), one));
            problems.addAll(drift.problems());
        }
        problems.forEach(problem -> example.say("problem: %s", problem));
        return !problems.isEmpty() ? FAILED : drifts.stream().allMatch(Drift::inLine) ? IN_LINE : DIFFERS;
    }
}
