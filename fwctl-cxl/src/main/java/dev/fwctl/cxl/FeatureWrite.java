// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static java.util.Objects.requireNonNull;

import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.Verdict;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.PreflightException;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.settings.lock.HardwareLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One change of a Feature's value: what stands in its way, and the sending of it. */
record FeatureWrite(FwctlDevice device, SetFeature request, SetOptions options) {
    static FeatureWrite of(FwctlDevice device, Feature feature, byte[] data, SetOptions options) {
        requireNonNull(options, "options");
        SetFeature request = SetFeature.of(requireNonNull(feature, "feature"), requireNonNull(data, "data"), options);
        return new FeatureWrite(device, request, options);
    }

    private RpcScope scope() {
        return options.scope().orElseGet(request::leastScope);
    }

    List<Obstacle> obstacles() {
        List<Obstacle> found = new ArrayList<>();
        Verdict verdict = device.policy()
                .decide(new RpcIntent(
                        device.node(),
                        FeatureCommands.SET_FEATURE,
                        request.effects(),
                        scope(),
                        Optional.of(FeatureCommands.SET_FEATURE.about(request))));
        if (!verdict.allowed()) {
            found.add(new Obstacle(
                    Obstacle.Kind.POLICY,
                    "the policy " + device.policy().name() + " does not allow it: " + verdict.reason()));
        }
        found.addAll(options.scope().map(request::obstacles).orElseGet(request::obstacles));
        return List.copyOf(found);
    }

    void send() {
        // The call itself asks the policy, and its refusal has a type of its own.
        List<Obstacle> obstacles = obstacles().stream()
                .filter(obstacle -> obstacle.kind() != Obstacle.Kind.POLICY && !options.ignores(obstacle))
                .toList();
        if (!obstacles.isEmpty()) {
            throw new PreflightException(
                    new RpcCall(
                            device.node(),
                            FeatureCommands.SET_FEATURE.name(),
                            FeatureCommands.SET_FEATURE.opcode(),
                            scope()),
                    obstacles);
        }
        HardwareLock.holding(device, () -> device.call(FeatureCommands.SET_FEATURE, request, scope()));
    }
}
