// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;

/** An audit log's own thread, seen from outside, for tests that wait for what it does. */
final class LogThread {
    private LogThread() {}

    /** Whether it has nothing to do at the moment. */
    static boolean waits() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("fwctl-audit"))
                .anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** Until something holds; half a minute is too long. */
    static void await(BooleanSupplier condition, String what) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertTrue(i < 3000, what);
            Thread.sleep(10);
        }
    }
}
