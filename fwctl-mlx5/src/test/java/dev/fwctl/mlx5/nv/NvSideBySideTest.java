// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.mlx5.Mlx5CommandInterface;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One device, read by several threads. */
@Timeout(120)
class NvSideBySideTest {
    private static final int MNVDA = 0x9024;

    /** Firmware that counts how many reads of TLVs are under way, and keeps the first ones until so many are. */
    private static final class Counting implements Mlx5CommandInterface {
        private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();
        private final CountDownLatch meeting;
        private int now;
        private int most;
        private final List<Integer> accesses = new ArrayList<>();

        Counting(int together) {
            meeting = new CountDownLatch(together);
        }

        @Override
        public int userContextCapabilities() {
            return firmware.userContextCapabilities();
        }

        @Override
        public Answer execute(byte[] in, int room) {
            boolean ofTlv = in[0] == 0x08 && in[1] == 0x05 && ((in[10] & 0xff) << 8 | in[11] & 0xff) == MNVDA;
            if (ofTlv) {
                come(in[7]);
            }
            try {
                synchronized (firmware) {
                    return firmware.execute(in, room);
                }
            } finally {
                if (ofTlv) {
                    go();
                }
            }
        }

        private void come(int method) {
            synchronized (this) {
                accesses.add(method);
                most = Math.max(most, ++now);
            }
            meeting.countDown();
            try {
                meeting.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private synchronized void go() {
            now--;
        }

        synchronized int most() {
            return most;
        }

        synchronized int count() {
            return accesses.size();
        }
    }

    private static List<SettingReading> read(Counting firmware, Executor executor) {
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            return Settings.of(bench.device()).withExecutor(executor).readAll();
        }
    }

    @Test
    void asManyAtOnceAsTheModuleSaysAndNoMore() {
        Counting alone = new Counting(1);
        List<SettingReading> expected = read(alone, Runnable::run);
        assertEquals(1, alone.most());
        assertTrue(expected.size() > 500, expected.size() + " settings");

        Counting together = new Counting(4);
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            assertEquals(expected, read(together, executor));
        } finally {
            executor.shutdown();
        }
        assertEquals(4, together.most());
        assertEquals(alone.count(), together.count(), "and not one RPC more");
    }

    /** As where a fleet works on the same threads, each of which reads a device. */
    @Test
    void anExecutorWithoutAFreeThreadIsNotWaitedFor() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            FutureTask<Integer> onIt =
                    new FutureTask<>(() -> read(new Counting(1), executor).size());
            executor.execute(onIt);
            assertTrue(onIt.get() > 500);
        } finally {
            executor.shutdown();
        }
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        assertTrue(read(new Counting(1), full).size() > 500);
    }

    /** Writes, and the reads around them, go one after the other. */
    @Test
    void whatChangesSomethingIsDoneInOrder() {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        Counting firmware = new Counting(1);
        try (Bench bench = Bench.over(firmware, AccessPolicy.configure())) {
            Settings settings = Settings.of(bench.device()).withExecutor(executor);
            assertTrue(settings.apply(settings.plan(Map.of("NUM_OF_VFS", 32, "LINK_TYPE_P1", "IB", "SRIOV_EN", true)))
                    .done());
            assertEquals(1, firmware.most());
        } finally {
            executor.shutdown();
        }
    }
}
