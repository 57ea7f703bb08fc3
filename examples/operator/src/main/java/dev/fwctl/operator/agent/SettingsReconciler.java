// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.RpcContext;
import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareSettingsSpec;
import dev.fwctl.operator.api.FirmwareStateStatus;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.plan.Problem;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.FieldSelector;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings the devices of one node in line with each {@link FirmwareSettings} that selects it: when one is edited, when the
 * node is cordoned or labelled, and every now and then. It never touches the resource itself, which all nodes share.
 */
@ControllerConfiguration(name = "firmware-settings", triggerReconcilerOnAllEvents = true)
final class SettingsReconciler implements Reconciler<FirmwareSettings> {
    private static final String BY_NODE = "node";

    private final Post post;

    SettingsReconciler(Post post) {
        this.post = post;
    }

    /** Its own node: what an agent does depends on labels and on whether the node is cordoned. */
    @Override
    public List<EventSource<?, FirmwareSettings>> prepareEventSources(EventSourceContext<FirmwareSettings> context) {
        InformerEventSourceConfiguration<Node> own = InformerEventSourceConfiguration.from(
                        Node.class, FirmwareSettings.class)
                .withName(BY_NODE)
                .withFieldSelector(new FieldSelector(new FieldSelector.Field("metadata.name", post.node())))
                .withSecondaryToPrimaryMapper(node -> context.getPrimaryCache()
                        .list()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
                .withOnUpdateFilter((node, old) -> !same(node, old))
                .build();
        return List.of(new InformerEventSource<>(own, context));
    }

    /** Whether nothing changed that matters here: a node's status changes all the time. */
    private static boolean same(Node node, Node old) {
        return Objects.equals(node.getMetadata().getLabels(), old.getMetadata().getLabels())
                && cordoned(node) == cordoned(old);
    }

    private static boolean cordoned(Node node) {
        return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    @Override
    public UpdateControl<FirmwareSettings> reconcile(FirmwareSettings resource, Context<FirmwareSettings> context) {
        KubernetesClient client = context.getClient();
        String name = resource.getMetadata().getName();
        StateStore store = new StateStore(client, resource, post.node());
        ResetMark mark = new ResetMark(client, post.node());
        Node node = client.nodes().withName(post.node()).require();
        boolean deleted = context.isPrimaryResourceDeleted() || resource.isMarkedForDeletion();
        if (deleted || resource.getSpec() == null || !selects(resource, node)) {
            store.delete();
            post.metrics().forget(name);
            mark.set(name, false);
            return UpdateControl.noUpdate();
        }
        List<FirmwareSettings> others = context.getPrimaryCache()
                .list(one -> !one.getMetadata().getName().equals(name) && one.getSpec() != null && selects(one, node))
                .toList();
        boolean again = RpcContext.of(
                        "firmwaresettings/" + name,
                        "generation-" + resource.getMetadata().getGeneration())
                .holding(() -> round(resource, others, node, store));
        boolean annotate = resource.getSpec().onReset() == FirmwareSettingsSpec.OnReset.ANNOTATE;
        mark.set(name, annotate && store.isTrue(Conditions.RESET_REQUIRED));
        return UpdateControl.<FirmwareSettings>noUpdate()
                .rescheduleAfter(again ? post.interval().dividedBy(10) : post.interval());
    }

    private boolean round(FirmwareSettings resource, List<FirmwareSettings> others, Node node, StateStore store) {
        FirmwareStateStatus before = store.load();
        long generation = resource.getMetadata().getGeneration();
        Round round;
        List<Note> conflicts;
        try {
            round = new Round(resource, post, before);
            conflicts = conflicts(resource, others);
        } catch (IllegalArgumentException e) {
            Note note = new Note(Note.Kind.INVALID, String.valueOf(e.getMessage()));
            post.metrics().forget(resource.getMetadata().getName());
            store.save(status(generation, before, before.devices(), List.of(note)));
            return false;
        }
        boolean may = resource.getSpec().applyTime() != FirmwareSettingsSpec.ApplyTime.IN_MAINTENANCE || cordoned(node);
        Round.Writing writing = !conflicts.isEmpty()
                ? Round.Writing.NEVER
                : may ? Round.Writing.ALLOWED : Round.Writing.ONLY_IN_MAINTENANCE;
        round.run(writing, started -> store.save(status(generation, before, started.devices(), started.notes())));
        post.metrics().compared(resource.getMetadata().getName(), round.drifts());
        List<Note> notes = new ArrayList<>(conflicts);
        notes.addAll(round.notes());
        store.save(status(generation, before, round.devices(), notes));
        round.transactions().forEach(store::tellOfTransaction);
        return round.again();
    }

    private static FirmwareStateStatus status(
            long generation, FirmwareStateStatus before, List<FirmwareStateStatus.Device> devices, List<Note> notes) {
        return new FirmwareStateStatus(
                generation, Conditions.of(generation, before.conditions(), devices, notes), devices);
    }

    /** Settings of which another resource wants something else: neither of the two is written. */
    private List<Note> conflicts(FirmwareSettings resource, List<FirmwareSettings> others) {
        List<Note> conflicts = new ArrayList<>();
        for (FirmwareSettings other : others) {
            Optional<DesiredState> both = together(resource, other);
            both.ifPresent(state -> Fleet.of(post.fwctl()).plan(state).unmatched().stream()
                    .filter(problem -> problem.kind() == Problem.Kind.VALUE)
                    .forEach(problem -> conflicts.add(new Note(
                            Note.Kind.CONFLICT, "with " + other.getMetadata().getName() + ": " + problem))));
        }
        return conflicts;
    }

    /** Both, unless the other one cannot be meant so: that is its own trouble. */
    private static Optional<DesiredState> together(FirmwareSettings resource, FirmwareSettings other) {
        try {
            Wish.desired(other.getSpec());
            return Optional.of(Wish.together(resource.getSpec(), other.getSpec()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean selects(FirmwareSettings resource, Node node) {
        Map<String, String> wanted = resource.getSpec().nodeSelector();
        Map<String, String> labels = node.getMetadata().getLabels();
        return wanted == null || (labels != null && labels.entrySet().containsAll(wanted.entrySet()));
    }
}
