// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the settings on a node.
 *
 * @param observedGeneration which generation of the {@link FirmwareSettings} it is about
 * @param conditions {@code Applied}, {@code ResetRequired}, {@code Drifted}, {@code Degraded}
 * @param devices each device that is selected, and those that were and are gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FirmwareStateStatus(
        @JsonPropertyDescription("Which generation of the FirmwareSettings this is about.")
        long observedGeneration,

        @JsonPropertyDescription("Applied, ResetRequired, Drifted, Degraded.")
        List<Condition> conditions,

        @JsonPropertyDescription("Each device that is selected.")
        List<Device> devices) {
    /** Where a setting stands. */
    public enum Standing {
        /** It holds what is desired. */
        @JsonProperty("InLine")
        IN_LINE,
        /** It will, after a reset. */
        @JsonProperty("Waits")
        WAITS,
        /** It was written, and the device does not tell whether it took it. */
        @JsonProperty("Unverified")
        UNVERIFIED,
        /** The reset came, and it still does not. */
        @JsonProperty("Stuck")
        STUCK,
        /** It holds something else. */
        @JsonProperty("Differs")
        DIFFERS,
        /** Something stands against it. */
        @JsonProperty("Refused")
        REFUSED,
        /** It cannot be read. */
        @JsonProperty("CannotBeAsked")
        CANNOT_BE_ASKED
    }

    /** How far a write got, and what was seen of it since. */
    public enum Stage {
        /** It was about to be written. */
        @JsonProperty("Started")
        STARTED,
        /** The device took it: it waits for a reset. */
        @JsonProperty("Taken")
        TAKEN,
        /** It held. */
        @JsonProperty("Held")
        HELD,
        /** It was written, and the device made something else of it. */
        @JsonProperty("Adjusted")
        ADJUSTED,
        /** It failed, and was undone. */
        @JsonProperty("Failed")
        FAILED
    }

    /**
     * One device.
     *
     * @param device its stable key, or what it is selected by if there is none
     * @param settings each setting
     * @param reset which reset it waits for
     * @param problems what else stands against it
     * @param write the last write
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Device(
            @JsonPropertyDescription("Its stable key, or what it is selected by if there is none.") @Required
            String device,

            @Nullable List<Setting> settings,

            @JsonPropertyDescription("Which reset it waits for.") @Nullable
            String reset,

            @JsonPropertyDescription("What else stands against it.") @Nullable
            List<String> problems,

            @JsonPropertyDescription("The last write.") @Nullable
            Write write) {}

    /**
     * One setting.
     *
     * @param name its name
     * @param state where it stands
     * @param desired what is desired
     * @param current what holds now
     * @param pending what comes next
     * @param reason why, where there is more to say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Setting(
            @Required String name,
            @Required Standing state,
            @Nullable String desired,
            @Nullable String current,
            @Nullable String pending,
            @Nullable String reason) {}

    /**
     * The last write to a device, noted before it is made: so an agent that dies of it remembers.
     *
     * @param generation of which generation
     * @param count how many there were since the device last held what is desired
     * @param boot which boot of the node, as the kernel calls it
     * @param at when, RFC 3339
     * @param stage how far it got
     * @param transaction by which it can be rolled back
     * @param unverified the settings that it wrote and that cannot be read back; they are not written again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Write(
            long generation,
            int count,
            String boot,
            String at,
            @Required Stage stage,
            @Nullable String transaction,

            @JsonPropertyDescription("What it wrote and cannot be read back; not written again.") @Nullable
            List<String> unverified) {}
}
