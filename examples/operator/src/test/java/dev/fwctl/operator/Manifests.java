// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator;

import dev.cel.runtime.CelEvaluationException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is deployed, and what an API server that had it would make of an agent's requests. The mock server asks neither. */
public final class Manifests {
    private static final Path FOLDER = Path.of("deploy");
    private static final String AGENT = "system:serviceaccount:fwctl-system:fwctl-agent";
    private static final String NODE_CLAIM = "authentication.kubernetes.io/node-name";

    /**
     * A request to write, as admission sees it.
     *
     * @param node the node that the agent's token names
     * @param resource for example {@code nodes}
     * @param before what is there; null if nothing is
     * @param after what is to be there; null if nothing is
     */
    public record Request(
            String node,
            String resource,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        private String operation() {
            return before == null ? "CREATE" : after == null ? "DELETE" : "UPDATE";
        }
    }

    private final List<HasMetadata> all;

    private Manifests(List<HasMetadata> all) {
        this.all = all;
    }

    /** The resources of {@code deploy/kustomization.yaml}, in order. */
    public static Manifests deployed() {
        List<HasMetadata> all = new ArrayList<>();
        for (Object file : (List<?>) Definition.yaml(text("kustomization.yaml")).get("resources")) {
            Object loaded = new KubernetesSerialization().unmarshal(text((String) file));
            if (loaded instanceof Collection<?> several) {
                several.forEach(one -> all.add((HasMetadata) one));
            } else {
                all.add((HasMetadata) loaded);
            }
        }
        return new Manifests(all);
    }

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<HasMetadata> all() {
        return all;
    }

    <T extends HasMetadata> Stream<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    /** Whether RBAC lets the agent do it. */
    public boolean permits(String verb, String group, String resource) {
        return Stream.concat(
                        of(ClusterRole.class).flatMap(role -> role.getRules().stream()),
                        of(Role.class).flatMap(role -> role.getRules().stream()))
                .anyMatch(rule -> permits(rule, verb, group, resource));
    }

    private static boolean permits(PolicyRule rule, String verb, String group, String resource) {
        return rule.getVerbs().contains(verb)
                && rule.getApiGroups().contains(group)
                && rule.getResources().contains(resource);
    }

    /** Why the admission policies refuse an agent's request; empty if they do not. */
    public List<String> refusals(Request request) {
        return of(ValidatingAdmissionPolicy.class)
                .flatMap(policy -> refusals(policy, request).stream())
                .toList();
    }

    private static List<String> refusals(ValidatingAdmissionPolicy policy, Request request) {
        boolean matches = policy.getSpec().getMatchConstraints().getResourceRules().stream()
                .anyMatch(rule -> rule.getResources().contains(request.resource)
                        && rule.getOperations().contains(request.operation()));
        if (!matches) {
            return List.of();
        }
        Map<String, Object> names = names(request);
        List<String> refusals = new ArrayList<>();
        boolean meant = policy.getSpec().getMatchConditions().stream()
                .allMatch(condition -> Cel.holds(condition.getExpression(), names));
        if (!meant) {
            return List.of("the policy " + policy.getMetadata().getName() + " is not about an agent");
        }
        Map<String, Object> variables = new HashMap<>();
        names.put("variables", variables);
        for (Variable variable : policy.getSpec().getVariables()) {
            try {
                variables.put(variable.getName(), Cel.value(variable.getExpression(), names));
            } catch (CelEvaluationException e) {
                refusals.add(variable.getName() + ": " + e.getMessage());
            }
        }
        for (Validation validation : policy.getSpec().getValidations()) {
            if (!Cel.holds(validation.getExpression(), names)) {
                refusals.add(validation.getMessage());
            }
        }
        return refusals;
    }

    private static Map<String, Object> names(Request request) {
        Map<String, Object> extra = request.node.isEmpty() ? Map.of() : Map.of(NODE_CLAIM, List.of(request.node));
        Map<String, Object> names = new HashMap<>();
        names.put(
                "request",
                Map.of("operation", request.operation(), "userInfo", Map.of("username", AGENT, "extra", extra)));
        names.put("oldObject", request.before);
        names.put("object", request.after);
        return names;
    }
}
