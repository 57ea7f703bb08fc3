// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Setting;
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

    @SuppressWarnings("unchecked") // typed commands but ACCESS_REG do not look at their request
    private static <Q> Effects effects(Command<?, ?> command, int opMod) {
        if (command instanceof NamedCommand named) {
            return named.effects(new RawRequest(opMod, new byte[64], 0));
        }
        return command instanceof AccessReg access
                ? access.effects(
                        opMod == 1
                                ? RegisterAccess.read("MGIR", 0x9020, new byte[160])
                                : RegisterAccess.write("MNVDA", 0x9024, new byte[12]))
                : ((Command<Q, ?>) command).effects((Q) null);
    }

    @Test
    void everyCommand() {
        Set<String> unknown = new TreeSet<>();
        List<Command<?, ?>> commands = new Mlx5Module().commands();
        assertEquals(94, commands.size());
        for (Command<?, ?> command : commands) {
            for (int opMod = 0; opMod < 2; opMod++) {
                Effects effects = effects(command, opMod);
                requireStated(command.name(), effects);
                if (effects.isUnknown()) {
                    unknown.add(command.name());
                }
            }
        }
        assertTrue(unknown.size() < commands.size() / 4, "only what nobody published: " + unknown);
    }

    @Test
    void everyRegister() {
        Set<String> known = new TreeSet<>();
        for (String name : Registers.names()) {
            int id = (int) Catalogs.REGISTERS.layout(name).id().orElseThrow();
            Effects read = RegisterAccess.read(name, id, new byte[64]).effects();
            assertEquals(Effects.none(Effects.Source.SPECIFICATION), read, name);
            Effects write = RegisterAccess.write(name, id, new byte[64]).effects();
            requireStated(name, write);
            if (!write.isUnknown()) {
                known.add(name);
                assertNotEquals(Set.of(), write.asSet(), name + ": a write that changes nothing");
            }
        }
        // What include/linux/mlx5/driver.h of Linux 7.3 names and its driver writes, and the registers of mlxconfig.
        assertTrue(
                known.containsAll(Set.of("MFRL", "MPCNT", "PPCNT", "PTYS", "PMTU", "PFCC", "QPTS", "QPDPM", "QEEC")),
                known.toString());
    }

    @Test
    void everyParameter() {
        List<Setting> settings = new Mlx5Module().settings().toList();
        assertEquals(808, settings.size());
        for (Setting setting : settings) {
            requireStated(setting.name(), setting.effects());
            assertTrue(
                    setting.effects().isReadOnly() || setting.effects().isOnlyAfterReset(),
                    setting.name() + ": " + setting.effects());
            assertTrue(setting.specification().isPublic(), setting.name());
        }
    }
}
