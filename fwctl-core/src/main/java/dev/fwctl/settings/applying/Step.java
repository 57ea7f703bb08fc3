// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.FwctlException;
import dev.fwctl.NotReachedException;
import dev.fwctl.settings.journal.Content;
import dev.fwctl.settings.journal.UnitRecord;
import dev.fwctl.settings.model.ReadBack;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitWrite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The writing of one unit, and the way back. Confined to one thread. */
final class Step {
    /** How a unit stands. */
    enum Standing {
        /** It was not written. */
        UNTOUCHED,
        /** It holds what was written. */
        WRITTEN,
        /** It was written, and holds something else that the device made of it. */
        ADJUSTED,
        /** The write was accepted, and nobody can read what it did. */
        UNVERIFIED,
        /** The write was refused, or had no effect. */
        REFUSED,
        /** It was written, and holds again what it did. */
        RESTORED,
        /** It holds what somebody else wrote. */
        FOREIGN,
        /** Nobody can tell. */
        UNKNOWN
    }

    final Unit unit;
    private final Contents contents;
    private final Optional<byte[]> before;
    private final Optional<byte[]> after;
    private final UnitRecord record;
    private Standing standing = Standing.UNTOUCHED;
    private String reason = "";
    private Optional<Content> left;
    private Optional<byte[]> lastImage = Optional.empty();

    private Step(
            Unit unit, Contents contents, Optional<byte[]> before, Optional<byte[]> after, Optional<Boolean> stored) {
        this.unit = unit;
        this.contents = contents;
        this.before = before;
        this.after = after;
        this.record = new UnitRecord(
                unit.key(),
                unit.title(),
                before.map(bytes -> contents.of(unit, bytes)),
                stored,
                after.map(bytes -> contents.of(unit, bytes)));
        this.left = record.after();
    }

    /** To write a content. */
    static Step write(Unit unit, Contents contents, Optional<byte[]> before, byte[] after) {
        return new Step(unit, contents, before, Optional.of(after), unit.stored());
    }

    /** To forget what is stored. */
    static Step forget(Unit unit, Contents contents, Optional<byte[]> before) {
        return new Step(unit, contents, before, Optional.empty(), unit.stored());
    }

    UnitRecord record() {
        return record;
    }

    Standing standing() {
        return standing;
    }

    String reason() {
        return reason;
    }

    /** What the unit holds after the write, as far as it was read back. */
    Optional<Content> held() {
        return left;
    }

    private boolean readable() {
        boolean told = record.before().isEmpty()
                || record.after().isEmpty()
                || contents.distinguishable(
                        unit, record.before().get(), record.after().get());
        return unit.readBack() == ReadBack.VALUE && told;
    }

    private Optional<byte[]> read() {
        lastImage = unit.read(unit.target());
        return lastImage.map(unit::contentOf);
    }

    /** What the unit was last read to hold; empty if nothing is known, as after it was undone. */
    Optional<byte[]> lastImage() {
        return lastImage;
    }

    /**
     * Whether the unit still is as it was planned on. If not, it is left alone.
     *
     * @throws FwctlException if it cannot be asked
     */
    boolean stillAsPlanned() {
        if (unit.readBack() != ReadBack.VALUE) {
            return true;
        }
        Optional<byte[]> now = read();
        boolean same = now.isPresent()
                && before.isPresent()
                && contents.same(unit, record.before().orElseThrow(), now.get());
        if (!same) {
            standing = Standing.FOREIGN;
            reason = unit.title() + " was changed by somebody else just before it was to be written";
        }
        return same;
    }

    /** Writes, and finds out what became of it, whatever the kernel or the firmware said. */
    void write() {
        RuntimeException failure = Sending.attempt(way());
        reason = failure == null ? "" : String.valueOf(failure.getMessage());
        if (!readable()) {
            standing = failure == null
                    ? Standing.UNVERIFIED
                    : Sending.wasRefused(failure) ? Standing.REFUSED : Standing.UNKNOWN;
            return;
        }
        try {
            judge(read(), failure);
        } catch (RuntimeException e) {
            couldNotBeRead(failure, e);
        }
    }

    private void couldNotBeRead(@Nullable RuntimeException failure, RuntimeException e) {
        standing = failure instanceof NotReachedException ? Standing.REFUSED : Standing.UNKNOWN;
        reason = (reason.isEmpty() ? "" : reason + "; then ") + "it could not be read back: " + e.getMessage();
    }

    private UnitWrite way() {
        return after.isPresent() ? unit.write(after.get()) : unit.forget().orElseThrow();
    }

    private void judge(Optional<byte[]> read, @Nullable RuntimeException failure) {
        byte[] now = read.orElse(new byte[0]);
        if (record.after().isEmpty()) {
            boolean forgotten = unit.stored().map(stored -> !stored).orElse(failure == null);
            left = Optional.of(contents.of(unit, now));
            standing = forgotten ? Standing.WRITTEN : Standing.REFUSED;
        } else if (contents.same(unit, record.after().get(), now)) {
            standing = Standing.WRITTEN;
            reason = "";
        } else if (record.before().isPresent()
                && contents.same(unit, record.before().get(), now)) {
            standing = Standing.REFUSED;
            reason = failure == null ? "the write was accepted, and had no effect" : reason;
        } else if (failure == null) {
            standing = Standing.ADJUSTED;
            left = Optional.of(contents.of(unit, now));
        } else {
            standing = Standing.FOREIGN;
            reason = reason + "; it now holds neither what it did nor what was written";
        }
    }

    /** Something went wrong before the unit was written, or in writing down what became of it. */
    void failed(RuntimeException e) {
        reason = String.valueOf(e.getMessage());
        if (standing == Standing.UNTOUCHED) {
            standing = Standing.REFUSED;
        }
    }

    /** Whether the transaction can go on. */
    boolean succeeded() {
        return standing == Standing.WRITTEN || standing == Standing.ADJUSTED || standing == Standing.UNVERIFIED;
    }

    /** Whether there is something to undo, or may be. */
    boolean mayHaveChanged() {
        return succeeded() || standing == Standing.UNKNOWN;
    }

    /** Puts back what was there, if the unit still holds what was written. */
    void undo() {
        lastImage = Optional.empty();
        if (!readable() || before.isEmpty()) {
            standing = Standing.UNKNOWN;
            reason = (reason.isEmpty() ? "" : reason + "; ") + unit.title() + " cannot be undone";
            return;
        }
        standing = new WayBack(unit, contents, record, before.get()).go(left);
        if (standing != Standing.RESTORED) {
            reason = standing == Standing.FOREIGN
                    ? "somebody else changed " + unit.title() + " meanwhile, and that was left alone"
                    : "it could not be read back after it was put back";
        }
    }
}
