// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * The state of one {@link FirmwareSettings} on one node. Made and written by that node's agent, and owned by the
 * settings, so that it goes with them. Its name is {@code settings.node}.
 */
@Group("fwctl.dev")
@Version("v1alpha1")
@Plural("firmwarestates")
@Singular("firmwarestate")
@ShortNames("fwstate")
@AdditionalPrinterColumn(name = "Node", jsonPath = ".spec.node", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Applied",
        jsonPath = ".status.conditions[?(@.type==\"Applied\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reset",
        jsonPath = ".status.conditions[?(@.type==\"ResetRequired\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Drifted",
        jsonPath = ".status.conditions[?(@.type==\"Drifted\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Degraded",
        jsonPath = ".status.conditions[?(@.type==\"Degraded\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Degraded\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@ValidationRule(
        value = "self.metadata.name == self.spec.settings + '.' + self.spec.node",
        message = "the name is the settings' and the node's, with a dot between them")
public final class FirmwareState extends CustomResource<FirmwareStateSpec, FirmwareStateStatus> {
    private static final long serialVersionUID = 1;

    /** The label by which a node's states are found. */
    public static final String NODE = "fwctl.dev/node";

    /** The label by which the states of one {@link FirmwareSettings} are found. */
    public static final String SETTINGS = "fwctl.dev/settings";
}
