// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

/**
 * The life of a simulated process: it ends before or after the k-th thing that the process does to the world, as if its
 * machine had lost power. {@link MortalSyscalls} and {@link MortalFiles} count and end. For one thread.
 */
public final class Mortality {
    /** The process is halted here. No handler can do anything to the world after it. */
    public static final class Halt extends Error {
        private static final long serialVersionUID = 1;

        Halt(String where) {
            super("halted " + where, null, false, false);
        }
    }

    private final int last;
    private int ticks;
    private String where = "";

    /**
     * A life.
     *
     * @param last halted at this tick, counted from 1; 0 for a process that lives
     */
    public Mortality(int last) {
        this.last = last;
    }

    void tick(String doing) {
        if (isDead()) {
            throw new Halt("before: " + where);
        }
        if (++ticks == last) {
            where = doing;
            throw new Halt(where);
        }
    }

    /** Whether it was halted. */
    public boolean isDead() {
        return last > 0 && ticks >= last;
    }

    /** What it was about to do, or had just done, when it was halted. */
    public String where() {
        return where;
    }
}
