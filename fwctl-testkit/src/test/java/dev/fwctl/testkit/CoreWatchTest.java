// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.fwctl.NodeWatch;
import dev.fwctl.NodeWatch.Kind;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices that come and go. */
@Timeout(60)
class CoreWatchTest {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final BlockingQueue<NodeWatch.Change> changes = new LinkedBlockingQueue<>();

    private PluggedDevice plug(int number) {
        return kernel.plug(
                Placement.platform("acme." + number),
                SimulatedDriver.of("acme_fw", 5, (scope, request, outLength) -> Answer.of(request)));
    }

    private void expect(Kind kind, String parent) throws InterruptedException {
        NodeWatch.Change change = changes.poll(20, TimeUnit.SECONDS);
        assertNotNull(change, "no change within 20 seconds; expected " + kind + " of " + parent);
        assertEquals(kind, change.kind());
        assertEquals(parent, change.node().parent().name());
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void tellsWhatIsThereAndWhatComesAndGoes() throws Exception {
        PluggedDevice first = plug(0);
        try (NodeWatch watch = kernel.fwctl().watch(changes::add)) {
            assertNotNull(watch);
            expect(Kind.ARRIVED, "acme.0");
            PluggedDevice second = plug(1);
            expect(Kind.ARRIVED, "acme.1");
            first.unplug();
            expect(Kind.DEPARTED, "acme.0");
            plug(2);
            expect(Kind.ARRIVED, "acme.2");
            second.unplug();
            expect(Kind.DEPARTED, "acme.1");
        }
        plug(3);
        assertNull(changes.poll(1500, TimeUnit.MILLISECONDS), "told after close");
    }

    @Test
    void aListenerThatFailsIsToldTheNextChangeAllTheSame() throws Exception {
        try (NodeWatch watch = kernel.fwctl().watch(change -> {
            changes.add(change);
            throw new IllegalStateException("broken listener");
        })) {
            assertNotNull(watch);
            PluggedDevice device = plug(0);
            expect(Kind.ARRIVED, "acme.0");
            device.unplug();
            expect(Kind.DEPARTED, "acme.0");
        }
    }

    @Test
    void aDeviceThatWasSwappedBetweenTwoLooksDepartsAndArrives() throws Exception {
        try (NodeWatch watch = kernel.fwctl().watch(changes::add)) {
            assertNotNull(watch);
            PluggedDevice device = plug(0);
            expect(Kind.ARRIVED, "acme.0");
            device.unplug();
            plug(1);
            expect(Kind.DEPARTED, "acme.0");
            expect(Kind.ARRIVED, "acme.1");
        }
    }
}
