// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Effects;
import dev.fwctl.mlx5.capability.CapabilitySamples;
import dev.fwctl.mlx5.command.CommandSamples;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.command.RawRequest;
import dev.fwctl.mlx5.register.RegisterSamples;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.testkit.contract.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the catalogs hold says what it may do, and where that was learnt; or that nobody published it. */
class EffectsCatalogTest {
    private static final List<Effects.Source> PUBLISHED =
            List.of(Effects.Source.DEVICE, Effects.Source.KERNEL_DRIVER, Effects.Source.SPECIFICATION);

    private static void requireStated(String what, Effects effects) {
        assertTrue(
                effects.equals(Effects.unknown()) || PUBLISHED.contains(effects.source()),
                what + ": " + effects + " from " + effects.source());
        assertEquals(effects.source() == Effects.Source.UNKNOWN, effects.isUnknown(), what);
    }

    private static <Q> Effects effects(Sample<Q, ?> sample) {
        return sample.command().effects(sample.request());
    }

    @Test
    void everyCommand() {
        Set<String> unknown = new TreeSet<>();
        List<Sample<?, ?>> samples = new ArrayList<>(RegisterSamples.all());
        samples.addAll(CapabilitySamples.all());
        samples.addAll(CommandSamples.all(Set.of("mlx5.access-reg", "mlx5.query-hca-cap", "mlx5.set-hca-cap")));
        Mlx5Commands.named().forEach(command -> samples.add(new Sample<>(command, new RawRequest(0, new byte[64], 0))));
        Set<String> commands = new TreeSet<>();
        for (Sample<?, ?> sample : samples) {
            String name = sample.command().name();
            commands.add(name);
            Effects effects = effects(sample);
            requireStated(name, effects);
            if (effects.isUnknown()) {
                unknown.add(name);
            }
        }
        assertEquals(94, commands.size());
        assertTrue(unknown.size() < commands.size() / 4, "only what nobody published: " + unknown);
    }

    @Test
    void everyParameter() {
        List<Setting> settings = new Mlx5Module().definitions().toList();
        assertEquals(808, settings.size());
        for (Setting setting : settings) {
            requireStated(setting.name(), setting.effects());
            assertTrue(
                    setting.effects().isReadOnly() || setting.effects().isOnlyAfterReset(),
                    setting.name() + ": " + setting.effects());
            assertTrue(setting.reference().isPublic(), setting.name());
        }
    }
}
