// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The fault that {@link SlotPoolStress} must find: a place that is looked at first and taken then. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "each reads what it wrote")
@Outcome(expect = FORBIDDEN, desc = "one wrote into the other's slot")
@State
public class BrokenSlotPoolStress {
    private final ByteBuffer place = ByteBuffer.allocate(16);
    private volatile boolean taken;

    @Actor
    public void first(II_Result result) {
        result.r1 = borrow(1);
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = borrow(2);
    }

    private int borrow(int mine) {
        boolean mineAlone = taken;
        ByteBuffer slot = mineAlone ? ByteBuffer.allocate(16) : place;
        taken = true;
        slot.putInt(0, mine);
        Thread.onSpinWait();
        int read = slot.getInt(0);
        taken = mineAlone;
        return read;
    }
}
