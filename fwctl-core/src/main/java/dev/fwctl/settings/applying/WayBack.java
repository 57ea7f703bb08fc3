// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.settings.journal.Content;
import dev.fwctl.settings.journal.UnitRecord;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitWrite;
import java.util.Optional;

/** Puts one unit back to what it held, unless somebody else changed it meanwhile. */
final class WayBack {
    private final Unit unit;
    private final Contents contents;
    private final UnitRecord record;
    private final byte[] before;

    WayBack(Unit unit, Contents contents, UnitRecord record, byte[] before) {
        this.unit = unit;
        this.contents = contents;
        this.record = record;
        this.before = before;
    }

    /**
     * Goes it.
     *
     * @param left what the transaction left in the unit; empty if that could be anything
     * @return RESTORED, FOREIGN or UNKNOWN
     */
    Step.Standing go(Optional<Content> left) {
        try {
            return tried(left);
        } catch (RuntimeException e) {
            return Step.Standing.UNKNOWN;
        }
    }

    private Step.Standing tried(Optional<Content> left) {
        byte[] now = read();
        Content was = record.before().orElseThrow();
        boolean holdsBefore = contents.same(unit, was, now);
        if (holdsBefore && storedAsBefore()) {
            return Step.Standing.RESTORED;
        }
        if (!holdsBefore && left.isPresent() && !contents.same(unit, left.get(), now)) {
            return Step.Standing.FOREIGN;
        }
        send();
        return contents.same(unit, was, read()) && storedAsBefore() ? Step.Standing.RESTORED : Step.Standing.UNKNOWN;
    }

    private byte[] read() {
        return unit.read(unit.target()).map(unit::contentOf).orElse(new byte[0]);
    }

    /** Where nothing had been stored, or that cannot be told, what is stored now does not count. */
    private boolean storedAsBefore() {
        boolean neverStored = record.storedBefore().filter(stored -> !stored).isPresent();
        return !neverStored || unit.stored().map(stored -> !stored).orElse(true);
    }

    /** What the kernel says of the outcome does not count: what is read back does. */
    private void send() {
        boolean neverStored = record.storedBefore().filter(stored -> !stored).isPresent();
        UnitWrite way = neverStored ? unit.forget().orElseGet(() -> unit.write(before)) : unit.write(before);
        Sending.attempt(way);
    }
}
