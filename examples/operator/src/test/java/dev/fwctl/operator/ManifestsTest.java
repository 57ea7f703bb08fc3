// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deployed hangs together, and lets an agent do no more than it has to. */
class ManifestsTest {
    private static final String STATE = """
            {apiVersion: fwctl.dev/v1alpha1, kind: FirmwareState, metadata: {name: rack7.node-1},
             spec: {settings: rack7, node: node-1}}
            """;
    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata: {name: node-1, labels: {rack: "7"}, annotations: {a: b, fwctl.dev/reset-required: old}}
            spec: {podCIDR: 10.0.0.0/24}
            status: {phase: Running}
            """;

    private final Manifests manifests = Manifests.deployed();

    @Test
    void everythingIsThereAndSpeltAsKubernetesSpellsIt() throws ReflectiveOperationException {
        assertEquals(
                "Namespace 1, CustomResourceDefinition 2, ServiceAccount 1, ClusterRole 1, ClusterRoleBinding 1, Role 1,"
                        + " RoleBinding 1, ValidatingAdmissionPolicy 2, ValidatingAdmissionPolicyBinding 2, DaemonSet 1",
                manifests.all().stream()
                        .collect(Collectors.groupingBy(
                                HasMetadata::getKind, java.util.LinkedHashMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", ")));
        List<String> unknown = new ArrayList<>();
        for (HasMetadata one : manifests.all()) {
            unknown(one, one.getKind() + " " + one.getMetadata().getName(), unknown);
        }
        assertEquals(List.of(), unknown);
    }

    /** What fabric8's types do not know, they keep aside. */
    private static void unknown(Object value, String path, List<String> unknown) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                unknown(list.get(i), path + "[" + i + "]", unknown);
            }
        }
        if (!(value instanceof KubernetesResource)) {
            return;
        }
        for (Method method : value.getClass().getMethods()) {
            if (!method.getName().startsWith("get") || method.getParameterCount() != 0) {
                continue;
            }
            Object inner = method.invoke(value);
            if (inner != null && method.getName().equals("getAdditionalProperties")) {
                new TreeSet<>(((Map<?, ?>) inner).keySet()).forEach(key -> unknown.add(path + "." + key));
            } else {
                unknown(inner, path + "." + method.getName().substring(3), unknown);
            }
        }
    }

    @Test
    void theAgentsPodWritesToItsVolumesOnly() {
        PodSpec pod = manifests
                .of(DaemonSet.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
        Container agent = pod.getContainers().get(0);
        assertTrue(agent.getSecurityContext().getReadOnlyRootFilesystem());
        assertEquals(
                List.of("/dev", "/var/lib/fwctl-java", "/var/log/fwctl"),
                agent.getVolumeMounts().stream()
                        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                        .map(VolumeMount::getMountPath)
                        .toList());
        assertEquals(
                agent.getVolumeMounts().stream().map(VolumeMount::getName).toList(),
                pod.getVolumes().stream().map(volume -> volume.getName()).toList());
        assertEquals(
                "spec.nodeName",
                agent.getEnv().get(0).getValueFrom().getFieldRef().getFieldPath());
        assertFalse(Boolean.TRUE.equals(pod.getHostNetwork()) || Boolean.TRUE.equals(pod.getHostPID()));
        manifests
                .of(ClusterRoleBinding.class)
                .forEach(one -> assertEquals(
                        pod.getServiceAccountName(), one.getSubjects().get(0).getName()));
        manifests
                .of(RoleBinding.class)
                .forEach(one ->
                        assertEquals("fwctl-system", one.getSubjects().get(0).getNamespace()));
    }

    @Test
    void theKubeletAndPrometheusAskWhereTheAgentAnswers() {
        PodTemplateSpec pod = manifests
                .of(DaemonSet.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate();
        Container agent = pod.getSpec().getContainers().get(0);
        String port = agent.getEnv().stream()
                .filter(one -> one.getName().equals("FWCTL_PORT"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertEquals("metrics", agent.getPorts().get(0).getName());
        assertEquals(port, agent.getPorts().get(0).getContainerPort().toString());
        assertEquals(port, pod.getMetadata().getAnnotations().get("prometheus.io/port"));
        Map.of("/healthz", agent.getLivenessProbe(), "/readyz", agent.getReadinessProbe())
                .forEach((path, probe) -> {
                    assertEquals(path, probe.getHttpGet().getPath());
                    assertEquals("metrics", probe.getHttpGet().getPort().getStrVal());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "update,fwctl.dev,firmwaresettings",
        "delete,,nodes",
        "update,fwctl.dev,firmwarestates",
        "list,,secrets",
        "get,,pods",
        "create,,pods/exec",
        "update,,nodes/status"
    })
    void anAgentMayDoNoMoreThanItHasTo(String verb, String group, String resource) {
        assertFalse(manifests.permits(verb, group == null ? "" : group, resource));
    }

    private List<String> state(String node, String before, String after) {
        return manifests.refusals(new Manifests.Request(node, "firmwarestates", object(before), object(after)));
    }

    private static Map<String, Object> object(String yaml) {
        return yaml == null ? null : Definition.yaml("# \n" + yaml);
    }

    @Test
    void anAgentWritesTheStatesOfItsOwnNodeOnly() {
        List<String> refused = List.of("an agent writes the states of its own node only");
        for (List<String> change : List.of(List.of("", STATE), List.of(STATE, STATE), List.of(STATE, ""))) {
            String before = change.get(0).isEmpty() ? null : change.get(0);
            String after = change.get(1).isEmpty() ? null : change.get(1);
            assertEquals(List.of(), state("node-1", before, after));
            assertEquals(refused, state("node-2", before, after));
            assertEquals(2, state("", before, after).size(), "a token without a node's name");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
        reset-required: old       | reset-required: new            | 0
        , fwctl.dev/reset-required: old |                          | 0
        a: b                      | a: c                           | 1
        a: b, fwctl               | fwctl                          | 1
        a: b                      | a: b, c: d                     | 1
        {rack: "7"}               | {rack: "8"}                    | 1
        labels: {rack: "7"},      |                                | 1
        10.0.0.0/24}              | 10.0.0.0/24, unschedulable: true} | 1
        Running                   | Pending                        | 1
        name: node-1              | name: node-2                   | 1
        metadata: {               | metadata: {finalizers: [x],    | 1
        """)
    void anAgentMarksItsOwnNodeAndChangesNothingElse(String was, String becomes, int refusals) {
        assertTrue(NODE.contains(was), was);
        String changed = NODE.replace(was, becomes == null ? "" : becomes);
        List<String> said = manifests.refusals(new Manifests.Request("node-1", "nodes", object(NODE), object(changed)));
        assertEquals(refusals, said.size(), said::toString);
    }

    @Test
    void aNodeWithoutAnnotationsCanBeMarkedAndUnmarked() {
        Map<String, Object> bare =
                new HashMap<>(Definition.yaml("# \n{kind: Node, metadata: {name: node-1}, spec: {}}"));
        Map<String, Object> marked = Definition.yaml(
                "# \n{kind: Node, metadata: {name: node-1, annotations: {fwctl.dev/reset-required: x}}, spec: {}}");
        assertEquals(List.of(), manifests.refusals(new Manifests.Request("node-1", "nodes", bare, marked)));
        assertEquals(List.of(), manifests.refusals(new Manifests.Request("node-1", "nodes", marked, bare)));
    }
}
