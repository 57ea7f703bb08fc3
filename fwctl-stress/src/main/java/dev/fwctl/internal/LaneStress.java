// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two calls that want the same lane: one at a time, and each sees what the one before it wrote. */
@JCStressTest
@Outcome(
        id = {"0, 1", "1, 0", "1, 2", "2, 1"},
        expect = ACCEPTABLE,
        desc = "one at a time; the second sees what the first one wrote")
@Outcome(expect = FORBIDDEN, desc = "both at once, or a write lost")
@State
public class LaneStress {
    private final Lane lane = new Handle(new CountedFile(), 3, "file").newLane();

    /** Plain: the lane alone orders it. */
    private int calls;

    @Actor
    public void first(II_Result result) {
        result.r1 = call();
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = call();
    }

    private int call() {
        if (!lane.enter()) {
            return 0;
        }
        int number = ++calls;
        lane.leave();
        return number;
    }
}
