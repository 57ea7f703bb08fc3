// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.api;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * The desired firmware settings of devices, on the nodes that it selects. Belongs to no namespace, as nodes do
 * not. How it stands on each node is in a {@link FirmwareState}: a single status that every node wrote to would be
 * fought over.
 */
@Group("fwctl.dev")
@Version("v1alpha1")
@Plural("firmwaresettings")
@Singular("firmwaresettings")
@ShortNames("fws")
@ValidationRule(value = "has(self.spec)", message = "say in 'spec' what is desired")
@ValidationRule(
        value = "size(self.metadata.name) <= 63",
        message = "the name has at most 63 characters: a state's name is made of it and the node's")
public final class FirmwareSettings extends CustomResource<FirmwareSettingsSpec, Void> {
    private static final long serialVersionUID = 1;
}
