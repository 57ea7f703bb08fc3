// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.lock;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fwctl.FwctlDevice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The fault that {@link HardwareLockStress} must find: a lock for each node, and not for the card. */
@JCStressTest
@Outcome(id = "20", expect = ACCEPTABLE, desc = "no change was undone")
@Outcome(expect = FORBIDDEN, desc = "a change was undone")
@State
public class BrokenHardwareLockStress {
    /** Two functions of one card. */
    private static final FwctlDevice[] FUNCTIONS = StressCard.functions();

    private static final Map<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    /** Plain: the lock alone orders it. */
    private int value;

    @Actor
    public void first() {
        change(FUNCTIONS[0]);
    }

    @Actor
    public void second() {
        change(FUNCTIONS[1]);
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = value;
    }

    private void change(FwctlDevice device) {
        ReentrantLock lock = LOCKS.computeIfAbsent(device.node().name(), name -> new ReentrantLock());
        for (int i = 0; i < 10; i++) {
            lock.lock();
            try {
                readChangeWrite();
            } finally {
                lock.unlock();
            }
        }
    }

    private void readChangeWrite() {
        int read = value;
        Thread.onSpinWait();
        value = read + 1;
    }
}
