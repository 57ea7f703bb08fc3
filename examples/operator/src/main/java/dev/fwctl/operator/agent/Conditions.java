// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareStateStatus.Device;
import dev.fwctl.operator.api.FirmwareStateStatus.Standing;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The four conditions of a state, by Kubernetes' conventions. */
final class Conditions {
    static final String APPLIED = "Applied";
    static final String RESET_REQUIRED = "ResetRequired";
    static final String DRIFTED = "Drifted";
    static final String DEGRADED = "Degraded";

    private static final int LONGEST_MESSAGE = 32_768;
    private static final Set<Standing> WRITTEN =
            Set.of(Standing.IN_LINE, Standing.WAITS, Standing.UNVERIFIED, Standing.STUCK);

    private final long generation;
    private final List<Condition> before;
    private final List<Condition> conditions = new ArrayList<>();

    private Conditions(long generation, List<Condition> before) {
        this.generation = generation;
        this.before = before;
    }

    /**
     * The conditions.
     *
     * @param generation of the resource
     * @param before those of the last round: a condition whose status is the same keeps its time
     */
    static List<Condition> of(long generation, List<Condition> before, List<Device> devices, List<Note> notes) {
        Conditions all = new Conditions(generation, before);
        List<Note> sorted = notes.stream()
                .sorted(Comparator.comparing(Note::kind))
                .distinct()
                .toList();
        all.applied(devices, sorted);
        all.resetRequired(devices);
        List<Note> drifted =
                sorted.stream().filter(note -> note.kind() == Note.Kind.DRIFTED).toList();
        all.whether(DRIFTED, drifted, "AsDesired");
        all.whether(
                DEGRADED, sorted.stream().filter(note -> note.kind().degrades()).toList(), "AsExpected");
        return all.conditions;
    }

    private void applied(List<Device> devices, List<Note> notes) {
        long selected = devices.stream()
                .filter(device ->
                        device.settings() != null && !device.settings().isEmpty())
                .count();
        boolean written = devices.stream()
                .flatMap(
                        device -> device.settings() == null ? java.util.stream.Stream.of() : device.settings().stream())
                .allMatch(one -> WRITTEN.contains(one.state()));
        // What is stuck was applied: nothing more can be written.
        List<Note> against = notes.stream()
                .filter(note -> note.kind() != Note.Kind.NEVER_CURRENT || !written)
                .toList();
        if (against.isEmpty() && written) {
            List<String> unverified = unverified(devices);
            if (unverified.isEmpty()) {
                add(APPLIED, "True", selected == 0 ? "NoDevices" : "Written", selected + " devices");
            } else {
                add(APPLIED, "True", "Unverified", "written once, cannot be read back: " + String.join(", ", unverified));
            }
        } else {
            add(
                    APPLIED,
                    "False",
                    against.isEmpty() ? "Differs" : against.get(0).kind().reason(),
                    texts(against));
        }
    }

    private static List<String> unverified(List<Device> devices) {
        return devices.stream()
                .filter(device -> device.settings() != null)
                .flatMap(device -> device.settings().stream()
                        .filter(one -> one.state() == Standing.UNVERIFIED)
                        .map(one -> device.device() + " " + one.name()))
                .toList();
    }

    private void resetRequired(List<Device> devices) {
        List<Device> waiting =
                devices.stream().filter(device -> device.reset() != null).toList();
        if (waiting.isEmpty()) {
            add(RESET_REQUIRED, "False", "NothingWaits", "");
        } else {
            add(
                    RESET_REQUIRED,
                    "True",
                    "SettingsWait",
                    waiting.stream()
                            .map(device -> device.device() + ": " + device.reset())
                            .collect(Collectors.joining("; ")));
        }
    }

    private void whether(String type, List<Note> notes, String otherwise) {
        if (notes.isEmpty()) {
            add(type, "False", otherwise, "");
        } else {
            add(type, "True", notes.get(0).kind().reason(), texts(notes));
        }
    }

    private static String texts(List<Note> notes) {
        String text = notes.stream().map(Note::text).collect(Collectors.joining("; "));
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }

    private void add(String type, String status, String reason, String message) {
        String time = find(before, type)
                .filter(one -> one.getStatus().equals(status))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.add(new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(time)
                .build());
    }

    static Optional<Condition> find(List<Condition> conditions, String type) {
        Predicate<Condition> same = one -> one.getType().equals(type);
        return conditions.stream().filter(same).findFirst();
    }
}
