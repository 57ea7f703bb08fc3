// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareState;
import dev.fwctl.operator.api.FirmwareStateSpec;
import dev.fwctl.operator.api.FirmwareStateStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@link FirmwareState} of one resource on one node. It is always written over the version that was read: if two agents
 * stand on one node by mistake, one of them is told that it looked at something old, and looks again.
 */
final class StateStore {
    private static final FirmwareStateStatus NOTHING = new FirmwareStateStatus(0, List.of(), List.of());

    private final KubernetesClient client;
    private final FirmwareSettings resource;
    private final String node;
    private final Events events;
    private @Nullable FirmwareState stored;

    StateStore(KubernetesClient client, FirmwareSettings resource, String node) {
        this.client = client;
        this.resource = resource;
        this.node = node;
        this.events = new Events(client, resource, node);
    }

    private String name() {
        return resource.getMetadata().getName() + "." + node;
    }

    /** What the last round left; nothing if there was none. */
    FirmwareStateStatus load() {
        stored = client.resources(FirmwareState.class).withName(name()).get();
        return status();
    }

    private FirmwareStateStatus status() {
        FirmwareStateStatus status = stored == null ? null : stored.getStatus();
        if (status == null) {
            return NOTHING;
        }
        return new FirmwareStateStatus(
                status.observedGeneration(),
                status.conditions() == null ? List.of() : status.conditions(),
                status.devices() == null ? List.of() : status.devices());
    }

    /** Writes it, if it changed, and tells of conditions that changed. */
    void save(FirmwareStateStatus status) {
        FirmwareStateStatus before = status();
        if (before.equals(status)) {
            return;
        }
        FirmwareState state = stored == null ? client.resource(created()).create() : stored;
        state.setStatus(status);
        stored = client.resource(state).updateStatus();
        for (Condition condition : status.conditions()) {
            boolean same = Conditions.find(before.conditions(), condition.getType())
                    .filter(old -> old.getStatus().equals(condition.getStatus())
                            && old.getReason().equals(condition.getReason()))
                    .isPresent();
            boolean news = !same
                    && (!before.conditions().isEmpty() || condition.getStatus().equals("True"));
            if (news) {
                events.tell(condition);
            }
        }
    }

    private FirmwareState created() {
        FirmwareState state = new FirmwareState();
        state.setMetadata(new ObjectMetaBuilder()
                .withName(name())
                .withLabels(Map.of(
                        FirmwareState.NODE,
                        node,
                        FirmwareState.SETTINGS,
                        resource.getMetadata().getName()))
                .addNewOwnerReference()
                .withApiVersion(resource.getApiVersion())
                .withKind(resource.getKind())
                .withName(resource.getMetadata().getName())
                .withUid(resource.getMetadata().getUid())
                .endOwnerReference()
                .build());
        state.setSpec(new FirmwareStateSpec(resource.getMetadata().getName(), node));
        return state;
    }

    void tellOfTransaction(String transaction) {
        events.tell("Written", "written on " + node + " as transaction " + transaction);
    }

    boolean isTrue(String type) {
        return Conditions.find(status().conditions(), type)
                .filter(one -> one.getStatus().equals("True"))
                .isPresent();
    }

    void delete() {
        client.resources(FirmwareState.class).withName(name()).delete();
    }
}
