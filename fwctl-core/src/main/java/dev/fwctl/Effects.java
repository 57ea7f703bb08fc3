// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Elements;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The effects that a command may have on a device, and where that was learnt. Immutable.
 *
 * <p>{@link #unknown()} is a value like any other, and {@link AccessPolicy policies} treat it as the worst: a command
 * whose effects nobody published may do anything.
 */
public final class Effects {
    /** Where a statement about effects comes from; the closest to the device first. */
    public enum Source {
        /** The device says so: a Command Effects Log, or a Feature's own entry. */
        DEVICE("device"),
        /** The kernel driver's own table of permitted commands says so. */
        KERNEL_DRIVER("kernel driver"),
        /** A published specification says so. */
        SPECIFICATION("specification"),
        /** Nobody said so. */
        UNKNOWN("unknown");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** For example {@code kernel driver}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Bit 9 of a Command Effects word: bits 10 and 11 are valid. */
    private static final int RESET_BITS_VALID = 1 << 9;

    private static final int RESERVED = 0xf000;
    private static final int IMMEDIATE;
    private static final int AFTER_RESET;
    private static final int NO_CHANGE =
            Effect.SECONDARY_MAILBOX_SUPPORTED.mask() | Effect.BACKGROUND_ABORT_SUPPORTED.mask() | RESET_BITS_VALID;
    private static final Effects UNKNOWN = new Effects(0, Source.UNKNOWN);

    static {
        int immediate = 0;
        int afterReset = 0;
        for (Effect effect : Effect.values()) {
            immediate |= effect.isImmediate() ? effect.mask() : 0;
            afterReset |= effect.isAfterReset() ? effect.mask() : 0;
        }
        IMMEDIATE = immediate;
        AFTER_RESET = afterReset;
    }

    /** The word of 16 bits, and above it the effects that it has no bits for. */
    private final int bits;

    private final Source source;

    /** Made when first asked for; observers ask with each RPC. */
    private @Nullable String text;

    private Effects(int bits, Source source) {
        this.bits = bits;
        this.source = source;
    }

    /**
     * Effects that nobody published; {@linkplain AccessPolicy policies} treat them as the worst.
     *
     * @return the one value of source {@link Source#UNKNOWN}
     */
    public static Effects unknown() {
        return UNKNOWN;
    }

    /**
     * No effect: the command only reads.
     *
     * @param source where that was learnt
     * @return effects that are {@linkplain #isReadOnly() read-only}
     */
    public static Effects none(Source source) {
        Objects.requireNonNull(source, "source");
        return ofWord(0, source);
    }

    /**
     * Some effects.
     *
     * @param source where they were learnt
     * @param effects what the command may do
     * @return the effects
     */
    public static Effects of(Source source, Effect... effects) {
        Objects.requireNonNull(source, "source");
        Elements.require(effects, "effects");
        int bits = 0;
        for (Effect effect : effects) {
            bits |= effect.mask();
            if (needsValidity(effect)) {
                bits |= RESET_BITS_VALID;
            }
        }
        return source == Source.UNKNOWN ? UNKNOWN : new Effects(bits, source);
    }

    /**
     * Effects from a Command Effects word as devices publish it.
     *
     * @param word 16 bits; bit 9 says whether bits 10 and 11 count, bits 15 to 12 are reserved and are kept
     * @param source where the word was read
     * @return the effects
     * @throws IllegalArgumentException if the word has more than 16 bits
     */
    public static Effects ofWord(int word, Source source) {
        Objects.requireNonNull(source, "source");
        if ((word & ~0xffff) != 0) {
            throw new IllegalArgumentException(
                    "a Command Effects word has 16 bits; this is 0x" + Integer.toHexString(word));
        }
        return source == Source.UNKNOWN ? UNKNOWN : new Effects(word, source);
    }

    /**
     * What two together say of one request. Who reads a record sees whose word it rests on: where one says all that the
     * other does, its own source, and the better one where they agree; where each adds something, the poorer one, since a
     * statement is as good as its poorest part.
     */
    Effects and(Effects other) {
        int all = bits | other.bits;
        if (bits == other.bits) {
            return source.compareTo(other.source) <= 0 ? this : other;
        }
        if (all == bits) {
            return this;
        }
        if (all == other.bits) {
            return other;
        }
        return new Effects(all, source.compareTo(other.source) >= 0 ? source : other.source);
    }

    /**
     * The Command Effects word.
     *
     * @return 16 bits; 0 for {@link #unknown()}, so ask {@link #isUnknown()} first
     */
    public int word() {
        return bits & 0xffff;
    }

    /**
     * The changes that are announced, for a policy.
     *
     * @return bit {@link Effect#bit()} for each, and reserved bits; 0 for {@link #unknown()}, so ask {@link #isUnknown()}
     *     first
     */
    public int changes() {
        return bits & ~NO_CHANGE;
    }

    /** Bits 10 and 11 count only where bit 9 says so. */
    private static boolean needsValidity(Effect effect) {
        return effect.bit() == 10 || effect.bit() == 11;
    }

    /**
     * Where this was learnt.
     *
     * @return the source
     */
    public Source source() {
        return source;
    }

    /**
     * Whether nobody published the effects.
     *
     * @return true for {@link #unknown()}, and where the word has reserved bits set, which nobody can interpret
     */
    public boolean isUnknown() {
        return source == Source.UNKNOWN || (bits & RESERVED) != 0;
    }

    /**
     * Whether the command has this effect for certain.
     *
     * @param effect one effect
     * @return false for unknown effects, and for the two later reset effects in a word that does not mark them valid
     */
    public boolean contains(Effect effect) {
        Objects.requireNonNull(effect, "effect");
        return (bits & effect.mask()) != 0 && (!needsValidity(effect) || (bits & RESET_BITS_VALID) != 0);
    }

    /**
     * The effects as a set.
     *
     * @return a new set; empty for {@link #unknown()}
     */
    public Set<Effect> asSet() {
        Set<Effect> set = EnumSet.noneOf(Effect.class);
        for (Effect effect : Effect.values()) {
            if (contains(effect)) {
                set.add(effect);
            }
        }
        return set;
    }

    /**
     * Whether the command is known to change nothing.
     *
     * @return false for {@link #unknown()}
     */
    public boolean isReadOnly() {
        return !isUnknown() && changes() == 0;
    }

    /**
     * Whether the command may change the device at once.
     *
     * @return true for {@link #unknown()}
     */
    public boolean isImmediate() {
        return isUnknown() || (bits & IMMEDIATE) != 0;
    }

    /**
     * Whether all that the command is known to change, changes only after some reset.
     *
     * @return false for {@link #unknown()} and for commands that only read
     */
    public boolean isOnlyAfterReset() {
        return !isImmediate() && (bits & AFTER_RESET) != 0;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Effects other && other.bits == bits && other.source == source;
    }

    @Override
    public int hashCode() {
        return bits * 31 + source.hashCode();
    }

    /** For example {@code configuration change after cold reset (device)}. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = source == Source.UNKNOWN ? "unknown" : inWords() + " (" + source + ")";
            text = known;
        }
        return known;
    }

    private String inWords() {
        StringJoiner words = new StringJoiner(", ");
        words.setEmptyValue("none");
        asSet().forEach(effect -> words.add(effect.toString()));
        if ((bits & RESERVED) != 0) {
            words.add("reserved bits 0x" + Integer.toHexString(bits & RESERVED));
        }
        return words.toString();
    }
}
