// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Effects;
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
                    name, (int) RegisterLayouts.ALL.layout(name).id().orElseThrow(), 64);
            Effects read = RegisterAccess.read(register, new byte[64]).effects();
            assertEquals(Effects.none(Effects.Source.SPECIFICATION), read, name);
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
                var layout = RegisterLayouts.ALL.find(type.id()).orElseThrow();
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
}
