// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import java.util.concurrent.locks.LockSupport;

/** Time as a load sees it, which a test can replace. */
interface Timeline {
    /** The machine's. */
    Timeline SYSTEM = new Timeline() {
        // Less than this is waited for awake: a sleeping thread wakes up some 50 us late.
        private static final long AWAKE_NANOS = 100_000;

        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void until(long nanos) {
            for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
                if (left > AWAKE_NANOS) {
                    LockSupport.parkNanos(left - AWAKE_NANOS);
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    };

    /** Nanoseconds since some moment. */
    long now();

    /** Waits until then; not at all if that is past. */
    void until(long nanos);
}
