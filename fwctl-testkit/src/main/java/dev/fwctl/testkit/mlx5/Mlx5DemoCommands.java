// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import java.util.Arrays;

/**
 * Commands of {@link Mlx5Firmware#connectX7}: who the device is, congestion control, diagnostic counters. Layouts are
 * those of {@code mlx5_ifc.h}, for the counters those of NVIDIA's public documentation.
 */
final class Mlx5DemoCommands {
    static final int[] COUNTERS = {0x0401, 0x0403, 0x0404, 0x0407, 0x0c00, 0x0c05, 0x1001, 0x1c03};

    private static final int MAX_LOG_SAMPLES = 10;
    private static final int VUID_BYTES = 128;

    private final int[][] congestion = new int[2][8];
    private int[] counters = {};
    private int flags;
    private int logSamples;
    private int logPeriod;

    private Mlx5DemoCommands() {}

    static void addTo(Mlx5Firmware firmware) {
        Mlx5DemoCommands state = new Mlx5DemoCommands();
        firmware.withCommand(0x101, 16, 272, Mlx5DemoCommands::queryAdapter)
                .withCommand(0x10a, 16, 112, access -> access.put(8, 0, 16, 1).put(108, 0, 32, 3))
                .withCommand(0xb22, 16, 64, Mlx5DemoCommands::queryVuid)
                .withCommand(
                        0x740,
                        16,
                        80,
                        access -> access.put(16, 0, 16, Mlx5Demo.OTHER_FUNCTIONS)
                                .put(20, 16, 16, 16)
                                .put(20, 0, 16, 3))
                .withCommand(0x822, 16, 16, state::queryCongestion)
                .withCommand(0x823, 16, 16, state::modifyCongestion)
                .withCommand(0x819, 16, 32, state::queryDiagnostics)
                .withCommand(0x820, 32, 16, state::setDiagnostics)
                .withCommand(0x821, 16, 16, state::queryCounters);
    }

    private static void queryAdapter(Mlx5Access access) {
        access.put(40, 0, 24, 0x0002c9).put(44, 0, 16, 0x15b3);
        access.text(48, 208, "simulated vital product data").text(256, 16, "SIM0000000001");
    }

    private static void queryVuid(Mlx5Access access) {
        int function = access.get(12, 0, 16);
        int entries = access.get(12, 31, 1) == 0 ? 1 : 1 + Mlx5Demo.OTHER_FUNCTIONS;
        if (function > Mlx5Demo.OTHER_FUNCTIONS) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.UNKNOWN_FUNCTION);
            return;
        }
        access.resize(64 + entries * VUID_BYTES).put(60, 0, 16, entries);
        for (int i = 0; i < entries; i++) {
            access.text(64 + i * VUID_BYTES, VUID_BYTES, "MT2342SIM00000MLNXS0D0F0VF" + (function + i));
        }
    }

    /** Protocols 1 (reaction point) and 2 (notification point), priorities 0 to 7; -1 for others. */
    private static int priority(Mlx5Access access) {
        int protocol = access.get(8, 0, 4);
        int priority = access.get(8, 4, 4);
        if (protocol < 1 || protocol > 2 || priority > 7) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return -1;
        }
        return priority;
    }

    private void queryCongestion(Mlx5Access access) {
        int priority = priority(access);
        if (priority >= 0) {
            access.put(12, 30, 2, congestion[access.get(8, 0, 4) - 1][priority]);
        }
    }

    private void modifyCongestion(Mlx5Access access) {
        int priority = priority(access);
        if (priority >= 0) {
            congestion[access.get(8, 0, 4) - 1][priority] = access.get(12, 30, 2);
        }
    }

    private void queryDiagnostics(Mlx5Access access) {
        access.resize(32 + 4 * counters.length)
                .put(8, 16, 16, counters.length)
                .put(8, 0, 8, logSamples)
                .put(12, 24, 8, flags)
                .put(12, 0, 8, logPeriod);
        for (int i = 0; i < counters.length; i++) {
            access.put(32 + 4 * i, 0, 16, counters[i]);
        }
    }

    private void setDiagnostics(Mlx5Access access) {
        int count = access.get(8, 16, 16);
        if (count > COUNTERS.length || access.get(8, 0, 8) > MAX_LOG_SAMPLES) {
            access.refuse(Mlx5FirmwareStatus.LIMIT_EXCEEDED, Mlx5Syndrome.BAD_VALUE);
            return;
        }
        if (access.in().length < 32 + 4 * count) {
            access.refuse(Mlx5FirmwareStatus.BAD_INPUT_LENGTH, Mlx5Syndrome.SHORT_INPUT);
            return;
        }
        int[] wanted = new int[count];
        for (int i = 0; i < count; i++) {
            wanted[i] = access.get(32 + 4 * i, 0, 16);
            if (Arrays.binarySearch(COUNTERS, wanted[i]) < 0) {
                access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
                return;
            }
        }
        counters = wanted;
        logSamples = access.get(8, 0, 8);
        flags = access.get(12, 24, 8) & 0xfc;
        logPeriod = access.get(12, 0, 8);
    }

    private void queryCounters(Mlx5Access access) {
        int samples = access.get(8, 16, 16);
        int index = access.get(8, 0, 16);
        int records = samples * counters.length;
        if ((flags & 1 << 2) == 0) {
            access.refuse(Mlx5FirmwareStatus.BAD_SYSTEM_STATE, Mlx5Syndrome.BAD_VALUE);
            return;
        }
        if (16 + records * 16 > 8192 || index + samples > 1 << logSamples) {
            access.refuse(Mlx5FirmwareStatus.LIMIT_EXCEEDED, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        access.resize(16 + records * 16);
        for (int i = 0; i < records; i++) {
            int at = 16 + 16 * i;
            int id = counters[i % counters.length];
            int sample = index + i / counters.length;
            access.put(at, 16, 16, id)
                    .put(at, 0, 16, sample)
                    .put(at + 4, 0, 32, (long) sample << logPeriod)
                    .put(at + 8, 0, 32, id)
                    .put(at + 12, 0, 32, sample * 1000L);
        }
    }
}
