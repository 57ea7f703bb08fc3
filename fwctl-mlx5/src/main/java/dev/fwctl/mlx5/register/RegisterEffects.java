// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The effects that an access to a register may have, where a public document says so. A write to any other register has
 * unknown effects, so it takes {@code AccessPolicy.debug()}; the ones listed here as changes of configuration, policy
 * or log take {@code configure()}.
 *
 * <p>Sources: NVIDIA's public register tables (Mellanox/mstflint, {@code register_access_table.adb}), and for the port
 * registers the use that Linux's own driver makes of them ({@code drivers/net/ethernet/mellanox/mlx5/core/port.c}).
 */
final class RegisterEffects {
    private static final Effects NONE = Effects.none(Effects.Source.SPECIFICATION);
    private static final Effects CONFIGURATION =
            Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
    private static final Effects POLICY = Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_POLICY_CHANGE);
    private static final Effects LOG = Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_LOG_CHANGE);
    private static final Effects AFTER_RESET = Effects.of(
            Effects.Source.SPECIFICATION,
            Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET,
            Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET);

    /** A reset makes the stored configuration live, and takes away whatever the device was doing. */
    private static final Effects RESET = Effects.of(
            Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE, Effect.IMMEDIATE_DATA_CHANGE);

    /** PPCNT and MPCNT: reads and writes alike set the counters to zero if it is set. */
    private static final BitField CLR = BitField.be(0x4, 31, 1);

    private static final Set<Integer> COUNTERS = Set.of(RegisterType.PPCNT.id(), RegisterType.MPCNT.id());
    private static final Map<Integer, Effects> OF_WRITES = ofWrites();

    private RegisterEffects() {}

    static Effects ofRead(RegisterType register, byte[] data) {
        return COUNTERS.contains(register.id()) && CLR.isSet(ByteBuffer.wrap(data), 0) ? LOG : NONE;
    }

    static Effects ofWrite(RegisterType register) {
        return OF_WRITES.getOrDefault(register.id(), Effects.unknown());
    }

    private static Map<Integer, Effects> ofWrites() {
        Map<Integer, Effects> effects = new HashMap<>();
        put(effects, AFTER_RESET, RegisterType.MNVDA, RegisterType.MNVDI, RegisterType.MNVIA);
        put(effects, RESET, RegisterType.MFRL);
        put(effects, LOG, RegisterType.PPCNT, RegisterType.MPCNT);
        put(effects, POLICY, RegisterType.VHCA_ICM_CTRL);
        put(
                effects,
                CONFIGURATION,
                RegisterType.PAOS,
                RegisterType.PTYS,
                RegisterType.PMTU,
                RegisterType.PFCC,
                RegisterType.PPLM,
                RegisterType.PPTB,
                RegisterType.PBMC,
                RegisterType.QPTS,
                RegisterType.QTCT,
                RegisterType.QEEC,
                RegisterType.QPDPM,
                RegisterType.MTMP);
        return Map.copyOf(effects);
    }

    private static void put(Map<Integer, Effects> all, Effects effects, RegisterType... registers) {
        for (RegisterType register : registers) {
            all.put(register.id(), effects);
        }
    }
}
