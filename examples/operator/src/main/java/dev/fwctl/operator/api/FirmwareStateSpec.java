// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The subject of a state.
 *
 * @param settings the name of the {@link FirmwareSettings}
 * @param node the node's name
 */
@ValidationRule(value = "self == oldSelf", message = "what a state is about does not change")
public record FirmwareStateSpec(
        @JsonPropertyDescription("The name of the FirmwareSettings.") @Required @Size(min = 1, max = 63)
        String settings,

        @JsonPropertyDescription("The node's name.") @Required @Size(min = 1, max = 189)
        String node) {}
