// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A call against a close: the descriptor is closed once, and never while the call has it. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "closed before the call began")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "closed after the call")
@Outcome(expect = FORBIDDEN, desc = "closed under the call, twice, or never")
@State
public class HandleStress {
    private final CountedFile file = new CountedFile();
    private final Handle handle = new Handle(file, 3, "file");
    private final Lane lane = handle.newLane();

    @Actor
    public void call(II_Result result) {
        if (lane.enter()) {
            result.r1 = 1 + file.closes.get();
            lane.leave();
        }
    }

    @Actor
    public void close() {
        handle.close();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r2 = file.closes.get();
    }
}
