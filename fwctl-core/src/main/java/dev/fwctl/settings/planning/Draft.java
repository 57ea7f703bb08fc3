// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitWrite;
import java.util.Arrays;
import java.util.Optional;

/** The planned change of one unit. Confined to one thread. */
public final class Draft {
    private final Unit unit;
    private final Optional<byte[]> before;
    private byte[] after;
    private boolean forget;

    Draft(Unit unit, Optional<byte[]> before) {
        this.unit = unit;
        this.before = before;
        this.after = before.orElseGet(unit::blank);
    }

    /** The unit. */
    public Unit unit() {
        return unit;
    }

    /** What it would hold next without the plan, in the layout of a write; empty if that cannot be read. */
    public Optional<byte[]> before() {
        return before;
    }

    /** What it is to hold, unless what is stored is to be forgotten. */
    public byte[] after() {
        return after;
    }

    /** Whether what is stored is to be forgotten. */
    public boolean forgets() {
        return forget;
    }

    void become(byte[] content) {
        after = content;
    }

    void forget() {
        forget = true;
    }

    /** Whether there is anything to write. What cannot be read is always written. */
    boolean changes() {
        return forget || before.isEmpty() || !Arrays.equals(before.get(), after);
    }

    UnitWrite write() {
        return forget ? unit.forget().orElseThrow() : unit.write(after);
    }
}
