// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.DeviceClosedException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.NodeWatch;
import dev.fwctl.RpcScope;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Devices that go away under a program, while RPCs are in flight. Last, because other devices go with the module. */
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnplugTest {
    private final Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);

    private static void get(FwctlDevice device) {
        RawCxl.Answer answer = RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION);
        assertEquals(0, answer.returnCode());
        assertEquals(4, answer.payload().length);
    }

    /** The kernel lets the RPC in the firmware end, then takes the device away from all others. */
    @Test
    @Order(1)
    void everyCallInFlightEnds() throws InterruptedException {
        Mock mock = Mock.mem(7);
        FwctlNode old = fwctl.node(mock.memdev());
        FwctlDevice device = fwctl.open(old);
        mock.hold(true);
        ConcurrentLinkedQueue<Object> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> callers = start(6, () -> {
            try {
                get(device);
                outcomes.add("answered");
            } catch (DeviceGoneException e) {
                outcomes.add(e);
            }
        });
        Guest.await("an RPC in flight", () -> mock.inFlight() == 1);
        Thread unplug = new Thread(mock::unbind);
        unplug.start();
        Thread.sleep(300);
        assertTrue(unplug.isAlive(), "the kernel waits for the RPC in flight");
        mock.hold(false);
        join(callers);
        join(List.of(unplug));
        assertEquals(6, outcomes.size());
        assertTrue(outcomes.contains("answered"), outcomes.toString());

        DeviceGoneException gone = assertThrows(DeviceGoneException.class, () -> get(device));
        assertEquals(Errno.ENODEV, gone.errno().orElseThrow());
        assertTrue(gone.getMessage().contains(old.stableKey()), gone.getMessage());
        assertThrows(DeviceGoneException.class, device::info);
        assertThrows(NoSuchDeviceException.class, () -> fwctl.node(old.stableKey()));

        mock.bind();
        awaitNode(old.stableKey());
        FwctlNode renewed = fwctl.node(old.stableKey());
        assertNotEquals(old.minor(), renewed.minor(), "the old number is taken as long as the old handle is open");
        try (FwctlDevice again = fwctl.open(old.stableKey())) {
            get(again);
            assertThrows(DeviceGoneException.class, () -> get(device), "stays gone on the old handle");
        }
        device.close();
        device.close();
        assertThrows(DeviceClosedException.class, () -> get(device));
    }

    @Test
    @Order(2)
    void callersInALoopAllEndWithTheGoneException() throws InterruptedException {
        Mock mock = Mock.mem(7);
        String key = fwctl.node(mock.memdev()).stableKey();
        for (int round = 0; round < 5; round++) {
            FwctlDevice device = fwctl.open(key);
            ConcurrentLinkedQueue<Throwable> ends = new ConcurrentLinkedQueue<>();
            int before = mock.seen("get_feature");
            List<Thread> callers = start(4, () -> {
                try {
                    while (true) {
                        get(device);
                        device.info();
                    }
                } catch (Throwable e) {
                    ends.add(e);
                }
            });
            Guest.await("some RPCs", () -> mock.seen("get_feature") > before + 20);
            mock.unbind();
            join(callers);
            assertEquals(4, ends.size());
            ends.forEach(end -> assertInstanceOf(DeviceGoneException.class, end));
            device.close();
            mock.bind();
            awaitNode(key);
        }
    }

    /** close() returns at once; the calls in flight end, and no later one reaches a descriptor that is not ours. */
    @Test
    @Order(3)
    void closeWhileInFlight() throws InterruptedException {
        Mock mock = Mock.mem(7);
        FwctlDevice device = fwctl.open(mock.memdev());
        mock.hold(true);
        ConcurrentLinkedQueue<Object> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> callers = start(3, () -> {
            try {
                get(device);
                outcomes.add("answered");
            } catch (DeviceClosedException e) {
                outcomes.add(e);
            }
        });
        Guest.await("an RPC in flight", () -> mock.inFlight() == 1);
        long start = System.nanoTime();
        device.close();
        assertTrue(System.nanoTime() - start < 5_000_000_000L, "close() waited for the RPC");
        assertThrows(DeviceClosedException.class, () -> get(device));
        mock.hold(false);
        join(callers);
        assertEquals(3, outcomes.size());
        assertTrue(outcomes.contains("answered"), outcomes.toString());
    }

    @Test
    @Order(4)
    void aWatchTellsOfDepartureAndArrival() {
        ConcurrentLinkedQueue<String> changes = new ConcurrentLinkedQueue<>();
        Mock mock = Mock.mem(10);
        String key = fwctl.node(mock.memdev()).stableKey();
        NodeWatch watch = fwctl.watch(change -> {
            if (change.node().stableKey().equals(key)) {
                changes.add(change.kind().name());
            }
        });
        try {
            Guest.await("the nodes there are", () -> changes.size() == 1);
            mock.unbind();
            Guest.await("departure", () -> changes.size() == 2);
            mock.bind();
            Guest.await("arrival", () -> changes.size() == 3);
            assertEquals(List.of("ARRIVED", "DEPARTED", "ARRIVED"), List.copyOf(changes));
        } finally {
            watch.close();
        }
    }

    @Test
    @Order(5)
    void removalOfTheModule() throws InterruptedException {
        List<FwctlDevice> devices = new ArrayList<>();
        ConcurrentLinkedQueue<Throwable> ends = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            FwctlDevice device = fwctl.open(Mock.mem(i).memdev());
            devices.add(device);
            callers.addAll(start(1, () -> {
                try {
                    while (true) {
                        get(device);
                    }
                } catch (Throwable e) {
                    ends.add(e);
                }
            }));
        }
        Guest.Result removed = Guest.run(List.of("rmmod", "cxl_mock_mem"));
        assertEquals(0, removed.status(), removed.output());
        join(callers);
        assertEquals(11, ends.size());
        ends.forEach(end -> assertInstanceOf(DeviceGoneException.class, end));
        devices.forEach(FwctlDevice::close);

        assertEquals(0, Guest.run(List.of("modprobe", "cxl_mock_mem")).status());
        Guest.await(
                "all nodes again",
                () -> fwctl.nodes().stream()
                                .filter(node -> node.parent().subsystem().equals("cxl"))
                                .count()
                        == 11);
        try (FwctlDevice again = fwctl.open(Mock.mem(0).memdev())) {
            assertEquals("CXL", again.info().type().name());
            get(again);
        }
    }

    private void awaitNode(String key) {
        Guest.await(
                "the new node",
                () -> fwctl.nodes().stream().anyMatch(node -> node.stableKey().equals(key)));
    }

    private static List<Thread> start(int count, Runnable task) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
            assertNull(thread.isAlive() ? thread : null, "a call that never ended");
        }
    }
}
