// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The fault that {@link LaneStress} must find: a lane that looks first and enters then. */
@JCStressTest
@Outcome(
        id = {"0, 1", "1, 0", "1, 2", "2, 1"},
        expect = ACCEPTABLE,
        desc = "one at a time; the second sees what the first one wrote")
@Outcome(expect = FORBIDDEN, desc = "both at once, or a write lost")
@State
public class BrokenLaneStress {
    private volatile boolean inUse;

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

    private boolean enter() {
        if (inUse) {
            return false;
        }
        inUse = true;
        return true;
    }

    private int call() {
        if (!enter()) {
            return 0;
        }
        int number = ++calls;
        inUse = false;
        return number;
    }
}
