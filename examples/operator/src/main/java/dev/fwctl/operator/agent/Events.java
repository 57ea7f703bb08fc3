// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareSettings;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events about one resource on one node, for {@code kubectl describe}. They are in the namespace {@code default}, as all are
 * about what belongs to no namespace. An event that is lost is only logged: the conditions have what matters.
 */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final String NAMESPACE = "default";
    private static final int LONGEST_MESSAGE = 1024;

    private final KubernetesClient client;
    private final FirmwareSettings resource;
    private final String node;

    Events(KubernetesClient client, FirmwareSettings resource, String node) {
        this.client = client;
        this.resource = resource;
        this.node = node;
    }

    void tell(Condition condition) {
        boolean good =
                condition.getStatus().equals("True") == condition.getType().equals(Conditions.APPLIED);
        boolean warning = !good && !condition.getType().equals(Conditions.RESET_REQUIRED);
        String text = condition.getType() + " is " + condition.getStatus() + " on " + node + ": "
                + (condition.getMessage().isEmpty() ? condition.getReason() : condition.getMessage());
        tell(warning ? "Warning" : "Normal", condition.getReason(), text);
    }

    void tell(String reason, String message) {
        tell("Normal", reason, message);
    }

    private void tell(String type, String reason, String message) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String text = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
        try {
            client.v1()
                    .events()
                    .inNamespace(NAMESPACE)
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(resource.getMetadata().getName() + ".")
                            .withNamespace(NAMESPACE)
                            .endMetadata()
                            .withType(type)
                            .withReason(reason)
                            .withMessage(text)
                            .withFirstTimestamp(now)
                            .withLastTimestamp(now)
                            .withCount(1)
                            .withReportingComponent("fwctl-agent")
                            .withReportingInstance(node)
                            .withNewSource()
                            .withComponent("fwctl-agent")
                            .withHost(node)
                            .endSource()
                            .withNewInvolvedObject()
                            .withApiVersion(resource.getApiVersion())
                            .withKind(resource.getKind())
                            .withName(resource.getMetadata().getName())
                            .withUid(resource.getMetadata().getUid())
                            .endInvolvedObject()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.warn("no event was made of: {}", message, e);
        }
    }
}
