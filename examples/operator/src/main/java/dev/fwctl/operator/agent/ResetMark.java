// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The annotation of a node whose settings wait for a reset: the names of the resources that wait, with commas between them;
 * absent if none does. A daemon that reboots nodes may act on it; this program never does.
 */
final class ResetMark {
    static final String ANNOTATION = "fwctl.dev/reset-required";

    private final KubernetesClient client;
    private final String node;

    ResetMark(KubernetesClient client, String node) {
        this.client = client;
        this.node = node;
    }

    /** Adds the name of a resource, or takes it away; asks the API server to write only if that changes something. */
    void set(String resource, boolean waits) {
        Node current = client.nodes().withName(node).require();
        if (names(current).contains(resource) != waits) {
            client.nodes().withName(node).edit(one -> marked(one, resource, waits));
        }
    }

    private static Node marked(Node node, String resource, boolean waits) {
        TreeSet<String> names = names(node);
        if (waits) {
            names.add(resource);
        } else {
            names.remove(resource);
        }
        Map<String, String> annotations = new HashMap<>();
        if (node.getMetadata().getAnnotations() != null) {
            annotations.putAll(node.getMetadata().getAnnotations());
        }
        if (names.isEmpty()) {
            annotations.remove(ANNOTATION);
        } else {
            annotations.put(ANNOTATION, String.join(",", names));
        }
        return node.edit()
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }

    private static TreeSet<String> names(Node node) {
        TreeSet<String> names = new TreeSet<>();
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(ANNOTATION);
        if (text != null && !text.isEmpty()) {
            names.addAll(java.util.List.of(text.split(",")));
        }
        return names;
    }
}
