// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.audit.Durability;
import dev.fwctl.audit.OnFailure;
import dev.fwctl.audit.SeriesReport;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that closes, or whose file is taken away, while RPCs are in the real driver. */
class LiveLogTest {
    @TempDir
    Path folder;

    private final Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);

    private static int get(FwctlDevice device) {
        return RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION)
                .returnCode();
    }

    /** Device and log close while the firmware holds an RPC: it is recorded when it ends. */
    @Test
    void closeWaitsForWhatIsInTheFirmware() throws Exception {
        Mock mock = Mock.mem(0);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        mock.hold(true);
        try {
            AuditLog log = AuditLog.in(folder).open();
            Future<Integer> call;
            try (FwctlDevice device = fwctl.withObserver(log).open(mock.memdev())) {
                call = threads.submit(() -> get(device));
                Guest.await("an RPC in the firmware", () -> mock.inFlight() == 1);
            }
            Future<?> closing = threads.submit(log::close);
            Thread.sleep(500);
            assertFalse(closing.isDone(), "the log closes before the RPC ends");
            mock.hold(false);
            assertEquals(0, call.get(1, TimeUnit.MINUTES));
            closing.get(1, TimeUnit.MINUTES);
        } finally {
            mock.hold(false);
            threads.shutdownNow();
        }
        SeriesReport report = AuditVerifier.verify(List.of(folder), List.of()).get(0);
        assertTrue(report.closed() && report.findings().isEmpty(), report.toString());
        assertEquals(1, report.rpcs());
        assertEquals(0, report.lost());
    }

    /** What follows is in the next file, whose header tells that one is gone. */
    @Test
    void aDeletedFileIsNoticed() throws IOException {
        try (AuditLog log = AuditLog.in(folder)
                        .series("app")
                        .durability(Durability.WRITTEN)
                        .onFailure(OnFailure.CONTINUE)
                        .open();
                FwctlDevice device = fwctl.withObserver(log).open(Mock.mem(0).memdev())) {
            Path first = log.file();
            for (int i = 0; i < 10; i++) {
                get(device);
            }
            Files.delete(first);
            for (int i = 0; i < 10; i++) {
                get(device);
            }
            Guest.await("another file", () -> !log.file().equals(first));
        }
        String next = Files.readString(folder.resolve("app.000002.jsonl"));
        assertTrue(next.lines().findFirst().orElseThrow().contains("\"gone\""), next);
        assertEquals(
                10,
                next.lines().filter(line -> line.contains("\"kind\":\"rpc\"")).count(),
                next);
        assertFalse(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
    }
}
