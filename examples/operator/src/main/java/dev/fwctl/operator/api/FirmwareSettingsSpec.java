// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The desired settings. {@code labels} and {@code devices} are those of a desired state file, {@code
 * settings-desired-1}.
 *
 * @param nodeSelector labels that a node must have; left out: every node
 * @param labels names for groups of devices, by patterns of their stable keys
 * @param devices what is desired of which devices
 * @param policy what may be done to reach it; left out: as {@link Policy} says
 * @param applyTime when settings may be written; left out: {@link ApplyTime#IMMEDIATE}
 * @param onDrift what is done when somebody else changed what held; left out: {@link OnDrift#MEND}
 * @param onReset what is done when settings wait for a reset; left out: {@link OnReset#REPORT}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.devices.all(d, !has(d.select.label) || (has(self.labels) && d.select.label in self.labels))",
        message = "each label that a device is selected by is one of 'labels'")
public record FirmwareSettingsSpec(
        @JsonPropertyDescription("Labels that a node must have; left out: every node.") @Size(max = 16) @Nullable
        Map<String, String> nodeSelector,

        @JsonPropertyDescription("Names for groups of devices, by patterns of their stable keys.")
        @Size(max = 64)
        @Nullable
        Map<String, List<String>> labels,

        @JsonPropertyDescription("What is desired of which devices. A device that several elements select gets the"
                + " settings of all of them.")
        @Required
        @Size(min = 1, max = 64)
        List<Devices> devices,

        @JsonPropertyDescription("What may be done to reach it.") @Nullable
        Policy policy,

        @JsonPropertyDescription(
                "When settings may be written: at once (the default), or only while the node is" + " cordoned.")
        @Nullable
        ApplyTime applyTime,

        @JsonPropertyDescription(
                "When somebody else changed what held: write it again (the default), or only report it.")
        @Nullable
        OnDrift onDrift,

        @JsonPropertyDescription(
                "When settings wait for a reset: report it (the default), or also annotate the node with"
                        + " fwctl.dev/reset-required. The agent resets and reboots nothing.")
        @Nullable
        OnReset onReset) {
    /** When settings may be written. */
    public enum ApplyTime {
        /** At once. */
        @JsonProperty("Immediate")
        IMMEDIATE,
        /** While the node is in maintenance: cordoned. */
        @JsonProperty("InMaintenance")
        IN_MAINTENANCE
    }

    /** What is done when somebody else changed what held. */
    public enum OnDrift {
        /** It is written again. */
        @JsonProperty("Mend")
        MEND,
        /** It is reported. */
        @JsonProperty("Report")
        REPORT
    }

    /** What is done when settings wait for a reset. */
    public enum OnReset {
        /** It is reported. */
        @JsonProperty("Report")
        REPORT,
        /** It is reported, and the node annotated, for a daemon that reboots nodes. */
        @JsonProperty("Annotate")
        ANNOTATE
    }

    /**
     * What is desired of some devices.
     *
     * @param select which
     * @param settings by name: a boolean, a number, a text, a list of these, or <code>{default: true}</code>
     * @param consents what a plan may do that it would not do else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Devices(
            @JsonPropertyDescription("Which devices: all that hold to each of the conditions.") @Required
            Select select,

            @JsonPropertyDescription(
                    "By name: a boolean, an integer, a text, a list of these, or {default: true} for the default.")
            @Required
            @Size(min = 1, max = 1024)
            Map<String, JsonNode> settings,

            @JsonPropertyDescription("What may be done that would not be done else.") @Size(max = 2) @Nullable
            Set<Consent> consents) {}

    /** As {@link dev.fwctl.settings.plan.Consent}: the same words, so that a new one there shows here in a test. */
    public enum Consent {
        /** What cannot be read back may be written. */
        WITHOUT_READ_BACK,
        /** Other settings may fall back to their defaults. */
        NEIGHBOURS_TO_DEFAULT
    }

    /**
     * Which devices: all that hold to each of the conditions.
     *
     * @param key a name that one device answers to; best its stable key
     * @param driver the driver's name in sysfs
     * @param pattern a stable key with {@code *} and {@code ?}
     * @param label one of {@code labels}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.key) || has(self.driver) || has(self.pattern) || has(self.label)",
            message = "give key, driver, pattern or label")
    @ValidationRule(
            value = "!(has(self.pattern) && has(self.label))",
            message = "a pattern and a label exclude each other: give one")
    public record Select(
            @JsonPropertyDescription("A name that one device answers to; best its stable key.") @Nullable
            String key,

            @JsonPropertyDescription("The driver's name in sysfs.") @Nullable
            String driver,

            @JsonPropertyDescription("A stable key with * and ?.") @Nullable
            String pattern,

            @JsonPropertyDescription("One of 'labels'.") @Nullable
            String label) {}

    /**
     * What may be done to reach what is desired. What resets a device or cannot be undone is never allowed.
     *
     * @param taint whether a write may taint the kernel; left out: {@link Taint#NEVER}
     * @param effects what a write may do; left out: what changes the configuration, at once or after a reset
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Policy(
            @JsonPropertyDescription(
                    "Whether a write may taint the kernel until the next boot: Never (the default), or" + " Allowed.")
            @Nullable
            Taint taint,

            @JsonPropertyDescription(
                    "What a write may do to a device; left out: what changes its configuration, at once"
                            + " or after a reset.")
            @Size(min = 1, max = 6)
            @Nullable
            Set<AllowedEffect> effects) {}

    /** Whether a write may taint the kernel. */
    public enum Taint {
        /** No. */
        @JsonProperty("Never")
        NEVER,
        /** Yes. */
        @JsonProperty("Allowed")
        ALLOWED
    }

    /** Those of {@link dev.fwctl.Effect} that can be allowed here, spelt as in a policy file. */
    public enum AllowedEffect {
        /** Bit 0 of a Command Effects word. */
        @JsonProperty("configuration change after cold reset")
        CONFIGURATION_CHANGE_AFTER_COLD_RESET,
        /** Bit 10. */
        @JsonProperty("configuration change after conventional reset")
        CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET,
        /** Bit 11. */
        @JsonProperty("configuration change after CXL reset")
        CONFIGURATION_CHANGE_AFTER_CXL_RESET,
        /** Bit 1. */
        @JsonProperty("immediate configuration change")
        IMMEDIATE_CONFIGURATION_CHANGE,
        /** Bit 3. */
        @JsonProperty("immediate policy change")
        IMMEDIATE_POLICY_CHANGE,
        /** Bit 4. */
        @JsonProperty("immediate log change")
        IMMEDIATE_LOG_CHANGE
    }
}
