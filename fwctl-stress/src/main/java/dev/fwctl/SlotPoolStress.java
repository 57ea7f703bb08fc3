// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two borrowers where one place is left: never both in one slot. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "each reads what it wrote")
@Outcome(expect = FORBIDDEN, desc = "one wrote into the other's slot")
@State
public class SlotPoolStress {
    /** One for all: a slot is five kilobytes of direct memory. */
    private static final SlotPool POOL = StressPools.withOnePlaceLeft();

    @Actor
    public void first(II_Result result) {
        result.r1 = borrow(1);
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = borrow(2);
    }

    private static int borrow(int mine) {
        RpcSlot slot = POOL.borrow(16, 16, 0);
        if (slot == null) {
            return -1;
        }
        slot.request().putInt(0, mine);
        int read = slot.request().getInt(0);
        slot.lane().leave();
        return read;
    }
}
