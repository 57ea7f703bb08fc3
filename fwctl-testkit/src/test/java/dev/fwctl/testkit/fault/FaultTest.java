// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.testkit.EchoBench;
import dev.fwctl.testkit.TestCommand;
import dev.fwctl.testkit.fault.FaultySyscalls.Kind;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Gate;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Faults come when they were ordered, and the same ones again from the same seed. */
class FaultTest {
    private static final byte[] REQUEST = {1, 2, 3, 4, 5, 6, 7, 8};

    private static List<String> replies(long seed, Fault fault) {
        List<String> replies = new ArrayList<>();
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            SimulatedDriver echo = SimulatedDriver.of("echo", 1, (scope, request, outLength) -> Answer.of(request));
            kernel.plug(
                    Placement.platform("echo.0"),
                    FaultyDriver.around(echo, seed).every(1, fault));
            try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
                for (int i = 0; i < 50; i++) {
                    replies.add(HexFormat.of().formatHex(device.call(TestCommand.READ, REQUEST)));
                }
            }
        }
        return replies;
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertEquals(replies(7, Fault.random()), replies(7, Fault.random()));
        assertEquals(replies(7, Fault.hostile()), replies(7, Fault.hostile()));
        assertNotEquals(replies(7, Fault.random()), replies(8, Fault.random()));
        assertTrue(replies(7, Fault.hostile()).stream().distinct().count() > 20, "varied");
    }

    @Test
    void theyHitTheCallsTheyWereOrderedFor() {
        try (EchoBench bench = new EchoBench();
                FwctlDevice device = bench.open()) {
            bench.driver
                    .onCall(2, Fault.errno(Errno.EAGAIN))
                    .onCall(4, Fault.reply(new byte[] {9}))
                    .onCall(5, Fault.delay(Duration.ofMillis(20)).and(Fault.truncate(2)))
                    .fromCall(7, Fault.stale());
            assertArrayEquals(REQUEST, device.call(TestCommand.READ, REQUEST));
            assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, REQUEST));
            assertArrayEquals(REQUEST, device.call(TestCommand.READ, REQUEST));
            assertArrayEquals(new byte[] {9}, device.call(TestCommand.READ, REQUEST));
            long before = System.nanoTime();
            assertArrayEquals(new byte[] {1, 2}, device.call(TestCommand.READ, REQUEST));
            assertTrue(System.nanoTime() - before >= 19_000_000);
            assertArrayEquals(REQUEST, device.call(TestCommand.READ, REQUEST));
            for (int i = 0; i < 3; i++) {
                byte[] stale = device.call(TestCommand.READ, REQUEST);
                assertEquals(64, stale.length);
                assertEquals((byte) 0xa5, stale[63], "memory that is not zeroed");
            }
            bench.driver.clear().onNextCall(Fault.errno(Errno.EIO));
            assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, REQUEST));
            assertArrayEquals(REQUEST, device.call(TestCommand.READ, REQUEST));
            assertEquals(11, bench.driver.calls());
        }
    }

    @Test
    void systemCallsFailWhenTheyWereOrderedTo() {
        try (EchoBench bench = new EchoBench()) {
            FaultySyscalls faulty = FaultySyscalls.around(bench.kernel)
                    .onCall(Kind.OPEN, 2, Errno.EMFILE)
                    .onCall(Kind.CLOSE, 1, Errno.EIO)
                    .onCall(Kind.IOCTL, 2, Errno.EINTR);
            Fwctl fwctl = Fwctl.on(faulty, bench.kernel.root());
            try (FwctlDevice device = fwctl.open("fwctl0")) {
                assertThrows(FwctlException.class, () -> fwctl.open("fwctl0"));
                device.call(TestCommand.READ, REQUEST);
                assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, REQUEST));
            }
            assertEquals(List.of(), bench.kernel.openFiles(), "a close that fails has closed all the same");
            assertEquals("simulated+faults", faulty.name());
        }
    }

    @Test
    void hostileBytesVaryInLengthAndContent() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] valid = new byte[40];
        boolean longer = false;
        boolean shorter = false;
        boolean full = false;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = HostileBytes.next(valid, random);
            longer |= bytes.length > 40;
            shorter |= bytes.length < 40;
            full |= bytes.length == 40 && bytes[0] == -1 && bytes[39] == -1;
        }
        assertTrue(longer && shorter && full);
        HostileBytes.next(new byte[0], random);
    }

    @Test
    void aGateThatNobodyReachesSaysSo() {
        Gate gate = new Gate();
        AssertionError e = assertThrows(AssertionError.class, () -> gate.awaitWaiting(1, Duration.ofMillis(20)));
        assertTrue(e.getMessage().contains("0 RPCs wait"), e.getMessage());
    }
}
