// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.DeviceClosedException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.fault.Fault;
import dev.fwctl.testkit.fault.FaultySyscalls;
import dev.fwctl.testkit.fault.FaultySyscalls.Kind;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Gate;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opening, closing and losing a device. */
@Timeout(60)
class CoreLifecycleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int O_CLOEXEC = 02000000;

    private final EchoBench bench = new EchoBench();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws Exception {
        threads.shutdown();
        assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS), "a call never returned");
        bench.close();
    }

    @Test
    void opensCloseOnExecAndClosesOnce() {
        FwctlDevice device = bench.open();
        assertEquals(O_CLOEXEC, bench.kernel.flags(3) & O_CLOEXEC);
        device.close();
        device.close();
        assertTrue(device.isClosed());
        assertTrue(bench.kernel.openFiles().isEmpty());
        assertThrows(DeviceClosedException.class, () -> device.call(TestCommand.READ, new byte[4]));
        assertThrows(DeviceClosedException.class, device::info);
        assertEquals(0, bench.kernel.ioctlCount(), "nothing is sent on a closed handle");
    }

    @Test
    void throughOtherSystemCallsItIsTheSameOpenFile() {
        for (boolean whole : new boolean[] {true, false}) {
            FaultySyscalls others = FaultySyscalls.around(bench.kernel).always(Kind.IOCTL, Errno.EIO);
            FwctlDevice device = bench.open();
            FwctlDevice reached = device.through(others);
            assertEquals(1, bench.kernel.openFiles().size());
            device.call(TestCommand.READ, new byte[4]);
            assertThrows(FwctlException.class, () -> reached.call(TestCommand.READ, new byte[4]));
            (whole ? device : reached).close();
            assertTrue(device.isClosed() && reached.isClosed());
            assertEquals(List.of(), bench.kernel.openFiles());
            assertThrows(DeviceClosedException.class, () -> reached.call(TestCommand.READ, new byte[4]));
            assertThrows(DeviceClosedException.class, () -> device.call(TestCommand.READ, new byte[4]));
        }
    }

    @Test
    void aNodeThatMayOnlyBeReadIsGoodEnough() {
        bench.plugged.permit(PluggedDevice.Access.READ);
        try (FwctlDevice device = bench.open()) {
            assertEquals(0, bench.kernel.flags(3) & 3);
            assertArrayEquals(new byte[] {1, 2}, device.call(TestCommand.READ, new byte[] {1, 2}));
        }
    }

    @Test
    void noIoctlReachesWhatSysfsDoesNotCallAFwctlDevice() throws Exception {
        FwctlNode node = bench.fwctl.node("fwctl0");
        Files.writeString(node.path(), "an ordinary file");
        String plain =
                assertThrows(FwctlException.class, () -> bench.fwctl.open(node)).getMessage();
        assertTrue(plain.contains("no character device"), plain);
        Files.writeString(node.path(), "c 1:3");
        String other =
                assertThrows(FwctlException.class, () -> bench.fwctl.open(node)).getMessage();
        assertTrue(other.contains("1:3") && other.contains("240:0"), other);
        assertEquals(0, bench.kernel.ioctlCount());
        assertTrue(bench.kernel.openFiles().isEmpty(), "what was opened is closed again");
    }

    @Test
    void closesWhatItOpenedIfFstatFails() {
        FaultySyscalls faulty = FaultySyscalls.around(bench.kernel).always(Kind.FSTAT, Errno.EIO);
        Fwctl fwctl = Fwctl.on(faulty, bench.kernel.root());
        FwctlException e = assertThrows(FwctlException.class, () -> fwctl.open("fwctl0"));
        assertEquals(Errno.EIO, e.errno().orElseThrow());
        assertEquals(1, faulty.calls(Kind.CLOSE));
        assertTrue(bench.kernel.openFiles().isEmpty());
    }

    @Test
    void closeReturnsAtOnceAndTheLastCallOutClosesTheDescriptor() throws Exception {
        Gate gate = new Gate();
        bench.driver.onCall(1, Fault.block(gate)).onCall(2, Fault.block(gate));
        FwctlDevice device = bench.open();
        List<Future<byte[]>> calls = List.of(
                submit(() -> device.call(TestCommand.READ, new byte[] {1})),
                submit(() -> device.call(TestCommand.READ, new byte[] {2})));
        gate.awaitWaiting(2, PATIENCE);
        device.close();
        assertEquals(1, bench.kernel.openFiles().size(), "in use until the calls are back");
        assertThrows(DeviceClosedException.class, () -> device.call(TestCommand.READ, new byte[4]));
        gate.open();
        assertArrayEquals(new byte[] {1}, calls.get(0).get());
        assertArrayEquals(new byte[] {2}, calls.get(1).get());
        assertTrue(bench.kernel.openFiles().isEmpty());
    }

    @Test
    void callsOnOneDeviceRunInParallel() throws Exception {
        Gate gate = new Gate();
        bench.driver.every(1, Fault.block(gate));
        try (FwctlDevice device = bench.open()) {
            List<Future<byte[]>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] request = {(byte) i};
                calls.add(submit(() -> device.call(TestCommand.READ, request)));
            }
            gate.awaitWaiting(20, PATIENCE);
            gate.open();
            for (int i = 0; i < 20; i++) {
                assertArrayEquals(new byte[] {(byte) i}, calls.get(i).get());
            }
        }
    }

    @Test
    void anInterruptNeitherEndsACallNorIsLost() throws Exception {
        Gate gate = new Gate();
        bench.driver.onCall(1, Fault.block(gate));
        try (FwctlDevice device = bench.open()) {
            Thread[] caller = new Thread[1];
            Future<Boolean> interrupted = threads.submit(() -> {
                caller[0] = Thread.currentThread();
                device.call(TestCommand.READ, new byte[] {1});
                return Thread.interrupted();
            });
            gate.awaitWaiting(1, PATIENCE);
            caller[0].interrupt();
            gate.open();
            assertTrue(interrupted.get());
        }
    }

    @Test
    void noDescriptorIsUsedAfterItWasGivenToAnotherFile() throws Exception {
        AtomicInteger strays = new AtomicInteger();
        SimulatedDriver decoy = SimulatedDriver.of("decoy", 1, (scope, request, outLength) -> {
            strays.incrementAndGet();
            return Answer.of(request);
        });
        PluggedDevice other = bench.kernel.plug(Placement.platform("decoy.0"), decoy);
        for (int round = 0; round < 200; round++) {
            FwctlDevice device = bench.open();
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(threads.submit(() -> {
                    try {
                        while (true) {
                            device.call(TestCommand.READ, new byte[] {7});
                        }
                    } catch (DeviceClosedException e) {
                        return null;
                    }
                }));
            }
            Thread.onSpinWait();
            device.close();
            // Takes the lowest free number: the one just given back, if it was given back too early.
            int fd = bench.kernel.open(other.path().toString(), 2);
            for (Future<?> caller : callers) {
                caller.get();
            }
            bench.kernel.close(fd);
        }
        assertEquals(0, strays.get(), "an RPC went to another device's file");
        assertTrue(bench.kernel.openFiles().isEmpty());
    }

    @Test
    void unpluggedInFlightTheCallEndsAndLaterOnesAreGone() throws Exception {
        bench.driver.onCall(1, Fault.unplug(() -> bench.plugged));
        FwctlNode node = bench.fwctl.node("fwctl0");
        FwctlDevice device = bench.fwctl.open(node);
        assertArrayEquals(new byte[] {5}, device.call(TestCommand.READ, new byte[] {5}));
        DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> callUntilItFails(device));
        assertTrue(gone.getMessage().contains("cannot reach it again"), gone.getMessage());
        assertTrue(gone.getMessage().contains(node.stableKey()), gone.getMessage());
        assertEquals(Errno.ENODEV, gone.errno().orElseThrow());

        PluggedDevice again = bench.kernel.plug(EchoBench.PLACE, bench.driver);
        assertNotEquals("fwctl0", again.name(), "the number is taken while the old handle is open");
        assertThrows(DeviceGoneException.class, () -> device.call(TestCommand.READ, new byte[] {5}));
        assertThrows(DeviceGoneException.class, device::info);
        try (FwctlDevice reopened = bench.fwctl.open(node.stableKey())) {
            assertArrayEquals(new byte[] {6}, reopened.call(TestCommand.READ, new byte[] {6}));
        }
        device.close();
        assertTrue(bench.kernel.openFiles().isEmpty());
    }

    private static void callUntilItFails(FwctlDevice device) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            device.call(TestCommand.READ, new byte[] {5});
            Thread.sleep(10);
        }
    }

    @Test
    void everyCallEndsWhenTheDeviceIsUnpluggedUnderLoad() throws Exception {
        try (FwctlDevice device = bench.open()) {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                byte[] request = {(byte) i};
                callers.add(threads.submit(() -> {
                    int done = 0;
                    try {
                        while (true) {
                            assertArrayEquals(request, device.call(TestCommand.READ, request));
                            done++;
                        }
                    } catch (DeviceGoneException e) {
                        return done;
                    }
                }));
            }
            while (bench.driver.calls() < 1000) {
                Thread.sleep(1);
            }
            bench.plugged.unplug();
            int done = 0;
            for (Future<Integer> caller : callers) {
                done += caller.get();
            }
            assertEquals(bench.driver.calls(), done, "each RPC that reached the driver came back as a reply");
        }
    }

    @Test
    void aForgottenDeviceIsClosedByTheCollector() throws Exception {
        openAndForget();
        for (int i = 0; i < 100 && !bench.kernel.openFiles().isEmpty(); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(List.of(), bench.kernel.openFiles());
    }

    private void openAndForget() {
        FwctlDevice forgotten = bench.open();
        assertFalse(forgotten.isClosed());
    }

    private Future<byte[]> submit(Callable<byte[]> call) {
        return threads.submit(call);
    }

    @Test
    void aFailedCallLeavesTheDeviceUsable() throws ExecutionException {
        bench.driver.onCall(1, Fault.errno(Errno.EAGAIN));
        try (FwctlDevice device = bench.open()) {
            assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, new byte[] {1}));
            assertArrayEquals(new byte[] {1}, device.call(TestCommand.READ, new byte[] {1}));
        }
        assertTrue(bench.kernel.openFiles().isEmpty());
    }
}
