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

/**
 * The fault that {@link HandleStress} must find: whether a call is under way and whether the handle is closed are two
 * words.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "closed before the call began")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "closed after the call")
@Outcome(expect = FORBIDDEN, desc = "closed under the call, twice, or never")
@State
public class BrokenHandleStress {
    private final CountedFile file = new CountedFile();
    private volatile boolean closed;
    private volatile boolean inUse;

    @Actor
    public void call(II_Result result) {
        if (!closed) {
            inUse = true;
            result.r1 = 1 + file.closes.get();
            inUse = false;
            if (closed && file.closes.get() == 0) {
                file.close(3);
            }
        }
    }

    @Actor
    public void close() {
        closed = true;
        if (!inUse) {
            file.close(3);
        }
    }

    @Arbiter
    public void look(II_Result result) {
        result.r2 = file.closes.get();
    }
}
