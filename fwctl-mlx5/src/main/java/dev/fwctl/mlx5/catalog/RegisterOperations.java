// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.layout.Layout;
import dev.fwctl.mlx5.internal.Operations;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bits of registers that start something, or can only be written: pairs of a dword's offset and a mask.
 *
 * <p>Those of the registers that this library reads by type stand here as well as in the catalog, so that reading a port's
 * state does not begin with reading the catalog, and costs a comparison; a test holds both against each other.
 */
final class RegisterOperations {
    private static final int[] NONE = {};
    private static final int[] PMLP = {0x0, 0x10000000};
    private static final int[] PTYS = {0x0, 0x10000000};
    private static final int[] PAOS = {0x4, 0xf8000000};
    private static final int[] PFCC = {0x0, 0x0300007c, 0x4, 0x08ff00ff, 0x8, 0x20000000, 0xc, 0x20000000};
    private static final int[] PPCNT = {0x4, 0xa0000000};
    private static final int[] PPTB = {0x0, 0x000003ff, 0x8, 0xff000000};
    private static final int[] PPLM = {0x0, 0x0f00000c};
    private static final int[] PDDR = {0x4, 0x60000000};
    private static final int[] PCAM = {0x0, 0x00000100};
    private static final int[] MTMP = {0x8, 0x70000000};
    private static final int[] MCIA = {0x0, 0x20000000, 0x8, 0x18000000, 0xc, 0xffffffff};
    private static final int[] MFRL = {0x4, 0x18000000};
    private static final int[] MNVIA = {0x0, 0x00000007};
    private static final int[] MPCNT = {0x4, 0x80000000};
    private static final int[] VHCA_ICM_CTRL = {0x4, 0xa0000000};

    private static final Map<Integer, int[]> OTHERS = new ConcurrentHashMap<>();

    private RegisterOperations() {}

    /** Whether any such bit is set, in a register's bytes from the buffer's start to its limit. */
    static boolean areSet(int id, ByteBuffer bytes) {
        int[] operations = of(id);
        for (int i = 0; i < operations.length; i += 2) {
            int at = operations[i];
            if (at + Integer.BYTES <= bytes.limit() && (bytes.getInt(at) & operations[i + 1]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Not to be changed. */
    static int[] of(int id) {
        return switch (id) {
            case 0x5002 -> PMLP;
            case 0x5004 -> PTYS;
            case 0x5006 -> PAOS;
            case 0x5007 -> PFCC;
            case 0x5008 -> PPCNT;
            case 0x500b -> PPTB;
            case 0x5023 -> PPLM;
            case 0x5031 -> PDDR;
            case 0x507f -> PCAM;
            case 0x900a -> MTMP;
            case 0x9014 -> MCIA;
            case 0x9028 -> MFRL;
            case 0x9033 -> MNVIA;
            case 0x9051 -> MPCNT;
            case 0xc010 -> VHCA_ICM_CTRL;
            case 0x281f,
                    0x4002,
                    0x400a,
                    0x400d,
                    0x4013,
                    0x4019,
                    0x5003,
                    0x9009,
                    0x9020,
                    0x9024,
                    0x9025,
                    0x902f,
                    0x9030,
                    0x9034,
                    0x9050,
                    0x905c,
                    0x9060,
                    0x9061,
                    0x9064,
                    0x907f,
                    0x912a,
                    0x9702,
                    0xb01f,
                    0xc00e -> NONE;
            default -> OTHERS.computeIfAbsent(id, RegisterOperations::cataloged);
        };
    }

    /** As the catalog has it: none, if it does not know the register. */
    static int[] cataloged(int id) {
        Optional<Layout> layout = RegisterCatalog.layouts().find(id);
        if (layout.isEmpty()) {
            return NONE;
        }
        ByteBuffer mask = ByteBuffer.wrap(Operations.mask(layout.get()));
        int[] operations = new int[mask.limit() / 2];
        int length = 0;
        for (int at = 0; at + Integer.BYTES <= mask.limit(); at += Integer.BYTES) {
            if (mask.getInt(at) != 0) {
                operations[length++] = at;
                operations[length++] = mask.getInt(at);
            }
        }
        return Arrays.copyOf(operations, length);
    }
}
