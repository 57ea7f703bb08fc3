// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The fault that {@link BacklogStress} must find: lines that are entered without the lock. */
@JCStressTest
@Outcome(
        id = {"0, 2", "1, 1", "2, 0"},
        expect = ACCEPTABLE,
        desc = "each line waits or is written")
@Outcome(expect = FORBIDDEN, desc = "a line was lost")
@State
public class BrokenBacklogStress {
    private final Backlog backlog = new Backlog();
    private final Backlog.Line one = new Backlog.Line(new byte[1]);
    private final Backlog.Line two = new Backlog.Line(new byte[1]);

    @Actor
    public void first() {
        enter(one);
    }

    /** The one that writes, besides. */
    @Actor
    public void second() {
        enter(two);
        Backlog.Batch batch = backlog.batch();
        backlog.written(batch.lines().size(), batch.losses());
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = (one.written ? 1 : 0) + (two.written ? 1 : 0);
        result.r2 = backlog.lines.size();
    }

    private void enter(Backlog.Line line) {
        backlog.lines.addLast(line);
    }
}
