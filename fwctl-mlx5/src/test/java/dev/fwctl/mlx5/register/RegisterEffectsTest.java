// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.command.RawRequest;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an access may do is said with its source, or not at all. */
class RegisterEffectsTest {
    private static final List<Effects.Source> PUBLISHED =
            List.of(Effects.Source.DEVICE, Effects.Source.KERNEL_DRIVER, Effects.Source.SPECIFICATION);

    private static void requireStated(String what, Effects effects) {
        assertTrue(
                effects.equals(Effects.unknown()) || PUBLISHED.contains(effects.source()),
                what + ": " + effects + " from " + effects.source());
        assertEquals(effects.source() == Effects.Source.UNKNOWN, effects.isUnknown(), what);
    }

    @Test
    void everyRegister() {
        Set<String> known = new TreeSet<>();
        for (String name : Registers.names()) {
            RegisterType register = new RegisterType(
                    name, (int) RegisterCatalog.layouts().layout(name).id().orElseThrow(), 64);
            Effects read = RegisterAccess.read(register, new byte[64]).effects();
            boolean toMemory = register.id() == RegisterType.RESOURCE_DUMP.id();
            assertEquals(toMemory ? Effects.unknown() : Effects.none(Effects.Source.SPECIFICATION), read, name);
            Effects write = RegisterAccess.write(register, new byte[64]).effects();
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

    /** The registers that are read by type stand in the catalog too, made from other files. */
    @Test
    void theTypesAreThoseOfTheCatalog() throws IllegalAccessException {
        int types = 0;
        for (java.lang.reflect.Field field : RegisterType.class.getFields()) {
            if (field.get(null) instanceof RegisterType type) {
                types++;
                var layout = RegisterCatalog.layouts().find(type.id()).orElseThrow();
                if (type.equals(RegisterType.MQIS)) {
                    assertTrue(type.bytes() > layout.size(), "a text is behind it");
                } else {
                    assertEquals(layout.size(), type.bytes(), type.name());
                }
                assertTrue(
                        type.equals(RegisterType.RESOURCE_DUMP) || layout.name().equals(type.name()),
                        type + " is called " + layout.name());
            }
        }
        assertEquals(41, types);
    }

    /** PAOS: ase is bit 31 of the dword at 4, "can only be written"; local_port bits 23..16 of the first. */
    @Test
    void effectsAreThoseOfTheBytesThatAreSent() {
        byte[] paos = new byte[16];
        paos[1] = 1;
        assertTrue(RegisterAccess.read(RegisterType.PAOS, paos).effects().isReadOnly());
        paos[4] = (byte) 0x80;
        assertTrue(RegisterAccess.read(RegisterType.PAOS, paos).effects().isUnknown());
        byte[] dump = new byte[256];
        dump[0] = 0x40; // inline_dump
        assertTrue(
                RegisterAccess.read(RegisterType.RESOURCE_DUMP, dump).effects().isReadOnly());
        dump[0] = 0;
        assertTrue(
                RegisterAccess.read(RegisterType.RESOURCE_DUMP, dump).effects().isUnknown(), "it writes to memory");
        byte[] counters = new byte[256];
        counters[4] = (byte) 0x80; // clr
        assertEquals(
                Set.of(Effect.IMMEDIATE_LOG_CHANGE),
                RegisterAccess.read(RegisterType.PPCNT, counters).effects().asSet());
    }

    /** What an unfriendly caller hands in: no write is let through as if it read. */
    @Test
    void noWordOfTheCallerMakesAWriteARead() {
        try (Bench bench = Bench.over(Mlx5Firmware.connectX7(), AccessPolicy.readOnly())) {
            Mlx5Commands commands = bench.mlx5.commands();
            byte[] paos = new byte[24]; // register_id at 8, the register from 16 on
            paos[2] = 0x50;
            paos[3] = 0x06;
            paos[9] = 1;
            for (int opMod : new int[] {0, 2, 3, 0xffff}) {
                assertThrows(
                        PolicyRefusedException.class,
                        () -> commands.call("ACCESS_REG", new RawRequest(opMod, paos, 24)),
                        "op_mod " + opMod);
                assertThrows(
                        PolicyRefusedException.class,
                        () -> commands.call("ACCESS_REGISTER_USER", new RawRequest(opMod, paos, 24)),
                        "op_mod " + opMod);
            }
            assertEquals(24, commands.call("ACCESS_REG", new RawRequest(1, paos, 24)).length);
            byte[] counters = new byte[8 + 256];
            counters[2] = 0x50;
            counters[3] = 0x08;
            counters[9] = 1;
            counters[12] = (byte) 0x80; // clr
            assertThrows(
                    PolicyRefusedException.class, () -> commands.call("ACCESS_REG", new RawRequest(1, counters, 264)));
            assertThrows(
                    PolicyRefusedException.class,
                    () -> bench.mlx5
                            .registers()
                            .read(RegisterType.PAOS, r -> r.put(1, (byte) 1).put(4, (byte) 0x80)));
        }
    }
}
