// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

/** How long a process lives: to the k-th thing it does to the world, and no further. */
final class Mortality {
    /** The process is halted here. No handler may do anything to the world after it. */
    static final class Halt extends Error {
        private static final long serialVersionUID = 1;

        Halt(String where) {
            super("halted " + where, null, false, false);
        }
    }

    private final int last;
    private int ticks;
    private String where = "";

    /** Halted at the k-th tick; 0 for a process that lives. */
    Mortality(int last) {
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

    boolean isDead() {
        return last > 0 && ticks >= last;
    }

    int ticks() {
        return ticks;
    }

    /** What it was about to do, or had just done, when it was halted. */
    String where() {
        return where;
    }
}
