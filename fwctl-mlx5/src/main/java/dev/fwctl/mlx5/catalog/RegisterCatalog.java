// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.LayoutCatalog;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The public documents' facts about registers: their layouts, and what an access may do, computed from its bytes. A
 * write to a register of which no document says what it changes has unknown effects, so it takes {@code
 * AccessPolicy.debug()}; those that are known to change configuration, policy or log take {@code configure()}.
 *
 * <p>Sources: NVIDIA's public register tables (Mellanox/mstflint, {@code register_access_table.adb}), and for the port
 * registers the use that Linux's own driver makes of them ({@code drivers/net/ethernet/mellanox/mlx5/core/port.c}).
 * Thread-safe.
 */
public final class RegisterCatalog {
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

    /** RESOURCE_DUMP: with it the dump comes in the reply; without, the device writes it to an address in memory. */
    private static final BitField INLINE_DUMP = BitField.be(0x0, 30, 1);

    private static final Map<Integer, Effects> OF_WRITES = ofWrites();

    private RegisterCatalog() {}

    /** Loaded with its first use, as a class is. */
    private static final class Layouts {
        static final LayoutCatalog ALL = LayoutCatalog.resource(Layouts.class, "/dev-fwctl-mlx5/registers.json");
    }

    /**
     * Registers of the host layout, by name and, as id, by register id; and the layouts nested in them, such as groups
     * of counters. Big-endian; read from this jar at the first use.
     */
    public static LayoutCatalog layouts() {
        return Layouts.ALL;
    }

    /**
     * What reading a register may do: nothing, unless a field says so that starts an operation or can only be written.
     *
     * @param id the register's number
     * @param request the register's bytes as they are sent, from the buffer's start to its limit
     * @return unknown if such a field is set, and no document says what it then does
     */
    public static Effects ofRead(int id, ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        boolean counters = id == RegisterType.PPCNT.id() || id == RegisterType.MPCNT.id();
        if (counters && request.limit() >= CLR.end() && CLR.isSet(request, 0)) {
            return LOG;
        }
        if (id == RegisterType.RESOURCE_DUMP.id() && request.limit() >= INLINE_DUMP.end()) {
            return INLINE_DUMP.isSet(request, 0) ? NONE : Effects.unknown();
        }
        return RegisterOperations.areSet(id, request) ? Effects.unknown() : NONE;
    }

    /**
     * What writing a register may do.
     *
     * @param id the register's number
     * @return unknown for registers of which no public document says so
     */
    public static Effects ofWrite(int id) {
        return OF_WRITES.getOrDefault(id, Effects.unknown());
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
