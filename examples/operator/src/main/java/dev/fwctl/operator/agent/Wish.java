// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.RpcScope;
import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareSettingsSpec;
import dev.fwctl.operator.api.FirmwareSettingsSpec.AllowedEffect;
import dev.fwctl.operator.api.FirmwareSettingsSpec.Policy;
import dev.fwctl.operator.api.FirmwareSettingsSpec.Taint;
import dev.fwctl.policy.Policies;
import dev.fwctl.policy.PolicyRule;
import dev.fwctl.settings.fleet.DesiredState;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The desired settings of resources, in the library's terms. */
final class Wish {
    private static final Set<AllowedEffect> CONFIGURATION = Set.of(
            AllowedEffect.CONFIGURATION_CHANGE_AFTER_COLD_RESET,
            AllowedEffect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET,
            AllowedEffect.CONFIGURATION_CHANGE_AFTER_CXL_RESET,
            AllowedEffect.IMMEDIATE_CONFIGURATION_CHANGE);

    private Wish() {}

    /**
     * What is desired.
     *
     * @throws IllegalArgumentException if it cannot be meant so
     */
    static DesiredState desired(FirmwareSettingsSpec spec) {
        return desired(spec.labels(), spec.devices());
    }

    /** What two resources desire together: labels of the same name may mean different things. */
    static DesiredState together(FirmwareSettingsSpec one, FirmwareSettingsSpec other) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        List<FirmwareSettingsSpec.Devices> devices = new ArrayList<>();
        for (FirmwareSettingsSpec spec : List.of(one, other)) {
            String prefix = labels.isEmpty() && devices.isEmpty() ? "a-" : "b-";
            if (spec.labels() != null) {
                spec.labels().forEach((name, patterns) -> labels.put(prefix + name, patterns));
            }
            spec.devices().forEach(group -> devices.add(renamed(group, prefix)));
        }
        return desired(labels, devices);
    }

    private static FirmwareSettingsSpec.Devices renamed(FirmwareSettingsSpec.Devices group, String prefix) {
        FirmwareSettingsSpec.Select select = group.select();
        return select.label() == null
                ? group
                : new FirmwareSettingsSpec.Devices(
                        new FirmwareSettingsSpec.Select(
                                select.key(), select.driver(), select.pattern(), prefix + select.label()),
                        group.settings(),
                        group.consents());
    }

    private static DesiredState desired(
            @org.jspecify.annotations.Nullable Map<String, List<String>> labels,
            List<FirmwareSettingsSpec.Devices> devices) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", "settings-desired-1");
        if (labels != null) {
            document.put("labels", labels);
        }
        document.put("devices", devices);
        return DesiredState.parse(Serialization.asJson(document));
    }

    /** What may be done to reach it: reading, and what the resource allows. */
    static AccessPolicy policy(FirmwareSettings resource) {
        Policy policy = resource.getSpec().policy();
        boolean taint = policy != null && policy.taint() == Taint.ALLOWED;
        Set<AllowedEffect> effects = policy == null || policy.effects() == null ? CONFIGURATION : policy.effects();
        Effect[] allowed =
                effects.stream().map(one -> Effect.valueOf(one.name())).toArray(Effect[]::new);
        String name = "firmwaresettings/" + resource.getMetadata().getName();
        return Policies.of(
                name,
                AccessPolicy.readOnly(),
                PolicyRule.allow("the resource allows it")
                        .effects(allowed)
                        .scope(taint ? RpcScope.DEBUG_WRITE : RpcScope.DEBUG_READ_ONLY));
    }

    /** The names by which one device each is selected: it is missed if it is not there. */
    static Stream<String> keys(FirmwareSettingsSpec spec) {
        return spec.devices().stream().map(group -> group.select().key()).filter(java.util.Objects::nonNull);
    }
}
