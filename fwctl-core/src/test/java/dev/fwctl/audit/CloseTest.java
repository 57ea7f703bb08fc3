// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that is closed while RPCs are under way records them, or says how many it does not. */
class CloseTest {
    private static final int CALLS = 5;
    private static final int PROBE = 900;

    @TempDir
    Path root;

    private final CountDownLatch reached = new CountDownLatch(CALLS);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLS + 1);
    private Path folder;
    private FakeKernel kernel;

    @BeforeEach
    void system() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        kernel = new FakeKernel(root, this::slowFirmware);
    }

    @AfterEach
    void stop() {
        answer.countDown();
        threads.shutdown();
    }

    private int slowFirmware(int scope, ByteBuffer request, ByteBuffer reply) {
        if (request.getInt(4) == PROBE) {
            return ToyCommand.firmware(scope, request, reply);
        }
        reached.countDown();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ToyCommand.firmware(scope, request, reply);
    }

    /** As one try-with-resources ends: the device closes, which returns at once, and the log after it. */
    private List<Future<Integer>> callAndCloseDevice(AuditLog log) throws InterruptedException {
        List<Future<Integer>> calls = new ArrayList<>();
        try (FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            for (int i = 0; i < CALLS; i++) {
                int number = i;
                calls.add(threads.submit(() -> device.call(ToyCommand.READ, ToyCommand.Request.of(number))));
            }
            assertTrue(reached.await(30, TimeUnit.SECONDS));
        }
        return calls;
    }

    /** Returns how many RPCs were let through before the log began to close. */
    private int awaitRefusals(AuditLog log) throws InterruptedException {
        try (FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            for (int i = 0; i < 3000; i++) {
                try {
                    device.call(ToyCommand.READ, ToyCommand.Request.of(PROBE));
                } catch (ObserverRefusedException e) {
                    return i;
                }
                Thread.sleep(10);
            }
        }
        throw new AssertionError("the log never closed");
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void closeWaitsForWhatBegan(Durability durability) throws Exception {
        AuditLog log = AuditLog.in(folder).durability(durability).open();
        List<Future<Integer>> calls = callAndCloseDevice(log);
        Future<?> closing = threads.submit(log::close);
        int probes = awaitRefusals(log);
        answer.countDown();
        for (int i = 0; i < CALLS; i++) {
            assertEquals(i + 1, calls.get(i).get(30, TimeUnit.SECONDS));
        }
        closing.get(30, TimeUnit.SECONDS);
        SeriesReport report = AuditLogTest.verified(folder);
        assertEquals(CALLS + probes, report.rpcs());
        assertTrue(report.closed());
        assertEquals(1, log.lost(), "the probe that was refused");
    }

    /** What has not ended in time is told of: the last line says which RPCs those are, and the verifier how many. */
    @Test
    void theLastLineNamesWhatIsStillUnderWay() throws Exception {
        AuditLog log = AuditLog.in(folder).closeWait(Duration.ofMillis(50)).open();
        List<Future<Integer>> calls = callAndCloseDevice(log);
        log.close();
        assertEquals(0, log.lost());
        SeriesReport report = AuditLogTest.verified(folder);
        assertTrue(report.closed());
        assertEquals(0, report.rpcs());
        assertEquals(CALLS, report.lost());
        List<AuditRecord> lines = AuditLogTest.records(folder);
        Map<?, ?> underWay = (Map<?, ?>) lines.get(1).members().get("underWay");
        assertEquals(CALLS, underWay.get("count"));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) underWay.get("calls")).get(0);
        assertEquals("pci-0000:03:00.0", first.get("device"));
        assertEquals("toy.read", first.get("command"));
        assertTrue(lines.get(1).toString().contains("5 RPCs were under way"), lines.get(1)::toString);
        answer.countDown();
        for (Future<Integer> call : calls) {
            call.get(30, TimeUnit.SECONDS);
        }
        assertEquals(CALLS, log.lost());
        String line = Files.readAllLines(log.file()).get(1);
        assertEquals(Set.of(), AuditLogTest.schema().validate(line, InputFormat.JSON), line);
    }

    /** An observer after the log refuses, so nothing is sent; nothing is under way then. */
    @Test
    void whatAnotherObserverRefusedIsNotUnderWay() throws Exception {
        AuditLog log = AuditLog.in(folder).closeWait(Duration.ofDays(1)).open();
        RpcObserver refusing = new RpcObserver() {
            @Override
            public void starting(RpcCall call) {
                throw new IllegalStateException("no");
            }

            @Override
            public void finished(RpcEvent event) {}
        };
        try (FwctlDevice device = kernel.fwctl().withObserver(log.and(refusing)).open("fwctl0")) {
            assertThrows(IllegalStateException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(PROBE)));
        }
        log.close();
        SeriesReport report = AuditLogTest.verified(folder);
        assertEquals(1, report.rpcs());
        assertEquals(0, report.lost());
    }
}
