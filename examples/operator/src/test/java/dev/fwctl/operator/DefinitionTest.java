// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Effect;
import dev.fwctl.operator.api.FirmwareSettingsSpec;
import dev.fwctl.settings.plan.Consent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server would take and refuse by the generated definitions. */
class DefinitionTest {
    private static final String WHOLE = """
            apiVersion: fwctl.dev/v1alpha1
            kind: FirmwareSettings
            metadata: {name: rack7, labels: {team: network}}
            spec:
              nodeSelector: {rack: "7"}
              labels: {nics: ["pci-0000:03:*"]}
              applyTime: InMaintenance
              onDrift: Report
              onReset: Annotate
              policy: {taint: Never, effects: [configuration change after cold reset]}
              devices:
              - select: {label: nics}
                settings: {NUM_OF_VFS: 32, SRIOV_EN: true, LINK_TYPE_P1: IB, "MODULE_SPLIT_M0[0..3]": [1, 2, 3, 4]}
                consents: [NEIGHBOURS_TO_DEFAULT]
              - select: {driver: cxl_mem, pattern: "pci-0000:35*"}
                settings: {fan.speed: {default: true}}
            """;

    private final Definition settings = Definition.generated("firmwaresettings");
    private final Definition states = Definition.generated("firmwarestates");

    @ParameterizedTest
    @ValueSource(strings = {"firmwaresettings", "firmwarestates"})
    void itsSchemaIsStructural(String plural) {
        assertEquals(List.of(), Definition.generated(plural).structure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"firmwaresettings", "firmwarestates"})
    void whatIsDeployedIsWhatTheTypesSay(String plural) throws IOException {
        String file = plural + ".fwctl.dev-v1.yml";
        assertEquals(
                Definition.resource("/META-INF/fabric8/" + file),
                Files.readString(Path.of("deploy/crds", file)),
                "cp target/classes/META-INF/fabric8/* deploy/crds");
    }

    @Test
    void aResourceThatUsesEverythingIsTaken() {
        assertEquals(List.of(), settings.objections(WHOLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name: rack7                  | name: rack-with-a-name-of-more-than-sixty-three-characters-which-is-too-long | at most 63
        applyTime: InMaintenance     | applyTime: Tomorrow           | does not have a value in the enumeration
        taint: Never                 | taint: Sometimes              | does not have a value in the enumeration
        change after cold reset      | change after tea              | does not have a value in the enumeration
        select: {label: nics}        | select: {label: disks}        | is one of 'labels'
        select: {label: nics}        | select: {}                    | give key, driver, pattern or label
        select: {label: nics}        | select: {label: nics, pattern: x} | exclude each other
        select: {label: nics}        | select: {lable: nics}         | unknown field .spec.devices[0].select.lable
        [NEIGHBOURS_TO_DEFAULT]      | [EVERYTHING]                  | does not have a value in the enumeration
        settings: {fan.speed: {default: true}} | settings: {}        | at least 1 properties
        onDrift: Report              | onDrfit: Report               | unknown field .spec.onDrfit
        """)
    void aMistakeIsRefused(String right, String wrong, String message) {
        assertTrue(WHOLE.contains(right), right);
        List<String> objections = settings.objections(WHOLE.replace(right, wrong));
        assertTrue(objections.stream().anyMatch(one -> one.contains(message)), () -> message + " in " + objections);
    }

    @Test
    void somethingHasToBeDesired() {
        String empty = WHOLE.substring(0, WHOLE.indexOf("spec:"));
        assertEquals(List.of("say in 'spec' what is desired"), settings.objections(empty));
    }

    @Test
    void aStateIsOfOneNodeForGood() {
        String state = """
                apiVersion: fwctl.dev/v1alpha1
                kind: FirmwareState
                metadata: {name: rack7.node-1}
                spec: {settings: rack7, node: node-1}
                """;
        assertEquals(List.of(), states.objections(state));
        String moved = state.replace("node: node-1", "node: node-2");
        assertEquals(
                List.of("the name is the settings' and the node's, with a dot between them"), states.objections(moved));
        assertTrue(states.objections(Definition.yaml(moved), Definition.yaml(state))
                .contains("what a state is about does not change"));
    }

    @Test
    void itsWordsAreTheLibrarys() {
        assertEquals(
                Arrays.stream(Consent.values()).map(Enum::name).toList(),
                Arrays.stream(FirmwareSettingsSpec.Consent.values())
                        .map(Enum::name)
                        .toList());
        for (FirmwareSettingsSpec.AllowedEffect effect : FirmwareSettingsSpec.AllowedEffect.values()) {
            assertTrue(
                    Definition.resource("/META-INF/fabric8/firmwaresettings.fwctl.dev-v1.yml")
                            .contains("\"" + Effect.valueOf(effect.name()) + "\""),
                    effect::name);
        }
    }
}
