// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;

/**
 * What an access to a register may do, where a public document says so. A write to any other register has unknown
 * effects, so it takes {@code AccessPolicy.debug()}; the ones listed here as changes of configuration, policy or log
 * take {@code configure()}.
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

    private RegisterEffects() {}

    static Effects ofRead(int id, byte[] data) {
        boolean counters = id == RegisterId.PPCNT || id == RegisterId.MPCNT;
        return counters && CLR.isSet(ByteBuffer.wrap(data), 0) ? LOG : NONE;
    }

    static Effects ofWrite(int id) {
        return switch (id) {
            case RegisterId.MNVDA, RegisterId.MNVDI, RegisterId.MNVIA -> AFTER_RESET;
            case RegisterId.MFRL -> RESET;
            case RegisterId.PPCNT, RegisterId.MPCNT -> LOG;
            case RegisterId.VHCA_ICM_CTRL -> POLICY;
            case RegisterId.PAOS,
                    RegisterId.PTYS,
                    RegisterId.PMTU,
                    RegisterId.PFCC,
                    RegisterId.PPLM,
                    RegisterId.PPTB,
                    RegisterId.PBMC,
                    RegisterId.QPTS,
                    RegisterId.QTCT,
                    RegisterId.QEEC,
                    RegisterId.QPDPM,
                    RegisterId.MTMP -> CONFIGURATION;
            default -> Effects.unknown();
        };
    }
}
