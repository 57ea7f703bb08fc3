// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Entries;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.memdev.MemdevSamples;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every command, Feature and setting says what it may do, and where that was learnt. */
class EffectsCatalogTest {
    @SuppressWarnings("unchecked") // these do not look at their request
    private static <Q> Effects effects(Command<?, ?> command) {
        return ((Command<Q, ?>) command).effects((Q) null);
    }

    /** Set Feature's are the Feature's, as the device published them; all others are the specification's. */
    @Test
    void everyCommand() {
        List<Command<?, ?>> commands = new ArrayList<>(FeatureCommands.all());
        commands.addAll(MemdevSamples.commands());
        for (Command<?, ?> command : commands) {
            if (command.opcode() == 0x502) {
                SetFeature request = SetFeature.whole(Entries.feature(0x0202), new byte[4]);
                assertEquals(
                        Effects.ofWord(0x0202, Effects.Source.DEVICE), FeatureCommands.SET_FEATURE.effects(request));
            } else {
                Effects expected = command.opcode() == 0x403
                        ? Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_LOG_CHANGE)
                        : Effects.none(Effects.Source.SPECIFICATION);
                assertEquals(expected, effects(command), command.name());
            }
        }
        assertEquals(8, commands.size());
    }

    /** A Feature's effects are the device's word; those of one that the device does not list are unknown. */
    @Test
    void everyFeature() {
        int features = 0;
        try (SimulatedKernel kernel = Demo.kernel()) {
            for (String name : List.of("mem0", "mem1")) {
                try (FwctlDevice device = kernel.fwctl().open(name)) {
                    for (Feature feature : CxlDevice.of(device).features()) {
                        assertEquals(Effects.Source.DEVICE, feature.effects().source(), feature.toString());
                        features++;
                    }
                }
            }
        }
        assertTrue(features >= StandardFeature.values().length, features + " Features");
        assertEquals(Effects.unknown(), Feature.unlisted(UUID.randomUUID()).effects());
    }

    /** The fields of all the standard Features. */
    @Test
    void everySetting() {
        Set<String> groups = new HashSet<>();
        for (Setting setting : new CxlModule().definitions().toList()) {
            groups.add(setting.group());
            assertEquals(Effects.Source.SPECIFICATION, setting.effects().source(), setting.name());
            assertTrue(
                    setting.effects().isReadOnly() || setting.effects().isImmediate(),
                    setting.name() + ": " + setting.effects());
            assertTrue(setting.reference().isPublic(), setting.name());
        }
        assertTrue(
                groups.containsAll(Arrays.stream(StandardFeature.values())
                        .map(feature -> feature.uuid().toString())
                        .toList()),
                groups.toString());
    }
}
