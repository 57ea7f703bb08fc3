// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.internal.Ranges;
import dev.fwctl.cxl.internal.Wire;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * One Feature of a device, as the device describes it: an entry of Get Supported Features, as the kernel shows it to
 * user space.
 *
 * <p>Of a Feature that it {@linkplain #reservedByKernel() keeps for itself}, the kernel shows a Set size of 0 and clears
 * the changeable flag. Source: {@code struct cxl_feat_entry} of {@code include/uapi/cxl/features.h}.
 */
public final class Feature extends NamedValues {

    private static final int CHANGEABLE = 1;
    private static final int PERSISTS_OVER_FIRMWARE_UPDATE = 1 << 4;
    private static final int DEFAULT_SELECTION = 1 << 5;
    private static final int SAVED_SELECTION = 1 << 6;

    /** The four immediate effects that the kernel looks at: bits 1 to 4 of the word. */
    private static final int IMMEDIATE = 0x001e;

    /** The size of {@code struct cxl_feat_entry}, which begins with the UUID and ends with 18 reserved bytes. */
    public static final int ENTRY_BYTES = 48;

    private static final BitField ENTRY_ID = BitField.le(16, 0, 16);
    private static final BitField ENTRY_GET_SIZE = BitField.le(18, 0, 16);
    private static final BitField ENTRY_SET_SIZE = BitField.le(20, 0, 16);
    private static final BitField ENTRY_FLAGS = BitField.le(22, 0, 32);
    private static final BitField ENTRY_GET_VERSION = BitField.le(26, 0, 8);
    private static final BitField ENTRY_SET_VERSION = BitField.le(27, 0, 8);
    private static final BitField ENTRY_EFFECTS = BitField.le(28, 0, 16);

    /** The three changes after a reset, bits 0, 10 and 11; the kernel does not ask whether bit 9 makes them valid. */
    private static final int AFTER_RESET = 0x0c01;

    private static final int BACKGROUND = 1 << 6;
    private static final int RESERVED_EFFECTS = 0xf000;

    /** The id of a Feature that no list contained. */
    private static final int UNLISTED = -1;

    private final int id;
    private final ByteBuffer entry;
    private final Effects effects;

    private Feature(int id, ByteBuffer entry, Effects effects) {
        this.id = id;
        this.entry = entry;
        this.effects = effects;
    }

    /**
     * A Feature of which nothing is known, to be sent to a device that does not list it. Both sizes are 65535, and the
     * effects are unknown.
     *
     * @param uuid the Feature's identity
     * @return a Feature that is not {@link #listed()}
     */
    public static Feature unlisted(UUID uuid) {
        requireNonNull(uuid, "uuid");
        ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES);
        entry.putLong(0, uuid.getMostSignificantBits()).putLong(Long.BYTES, uuid.getLeastSignificantBits());
        ENTRY_GET_SIZE.set(entry, 0, 0xffff);
        ENTRY_SET_SIZE.set(entry, 0, 0xffff);
        return new Feature(UNLISTED, entry, Effects.unknown());
    }

    /**
     * Decodes an entry of Get Supported Features.
     *
     * @param buffer holds it
     * @param base where it begins; {@link #ENTRY_BYTES} from there on are there
     * @return the Feature
     * @throws IllegalArgumentException if they are not there
     */
    public static Feature decode(ByteBuffer buffer, int base) {
        int limit = requireNonNull(buffer, "buffer").limit();
        if (base < 0 || base > limit - ENTRY_BYTES) {
            throw new IllegalArgumentException("an entry has " + ENTRY_BYTES + " bytes; at base " + base
                    + " of a buffer of " + limit + " there are fewer");
        }
        byte[] copy = new byte[ENTRY_BYTES];
        buffer.get(base, copy);
        ByteBuffer entry = ByteBuffer.wrap(copy);
        Effects effects = Effects.ofWord((int) ENTRY_EFFECTS.get(entry, 0), Effects.Source.DEVICE);
        return new Feature((int) ENTRY_ID.get(entry, 0), entry, effects);
    }

    /** The Feature's identity. */
    public UUID uuid() {
        return Wire.uuid(entry, 0);
    }

    /** The position in the device's list, from 0, 16 bits. */
    public int id() {
        return id;
    }

    /** The most bytes that a Get Feature returns, 0 to 65535. */
    public int getSize() {
        return (int) ENTRY_GET_SIZE.get(entry, 0);
    }

    /** The most bytes of data that a Set Feature takes, 0 to 65535. */
    public int setSize() {
        return (int) ENTRY_SET_SIZE.get(entry, 0);
    }

    /** The attribute flags, 32 bits, as the device gives them. */
    public int flags() {
        return (int) ENTRY_FLAGS.get(entry, 0);
    }

    /** The version of the data that Get Feature returns, 0 to 255. */
    public int getVersion() {
        return (int) ENTRY_GET_VERSION.get(entry, 0);
    }

    /** The version of the data that Set Feature takes, 0 to 255. */
    public int setVersion() {
        return (int) ENTRY_SET_VERSION.get(entry, 0);
    }

    /** What a Set Feature does to the device. */
    public Effects effects() {
        return effects;
    }

    /**
     * Whether the Feature comes from a device's list.
     *
     * @return false for {@link #unlisted}
     */
    public boolean listed() {
        return id != UNLISTED;
    }

    /**
     * The Feature in the specification's terms.
     *
     * @return empty for a vendor's Feature
     */
    public Optional<StandardFeature> standard() {
        return StandardFeature.of(uuid());
    }

    /**
     * The name that the specification gives the Feature.
     *
     * @return empty for a vendor's Feature
     */
    public Optional<String> name() {
        return standard().map(StandardFeature::title);
    }

    /**
     * Whether the value can be changed, as far as user space is told.
     *
     * @return false for every Feature that the kernel keeps for itself
     */
    public boolean changeable() {
        return (flags() & CHANGEABLE) != 0;
    }

    /**
     * The deepest reset over which the saved value persists.
     *
     * @return the persistence
     */
    public ResetPersistence deepestResetPersistence() {
        return ResetPersistence.of(flags() >> 1 & 7);
    }

    /**
     * Whether the saved value persists over an update of the firmware.
     *
     * @return true if so
     */
    public boolean persistsOverFirmwareUpdate() {
        return (flags() & PERSISTS_OVER_FIRMWARE_UPDATE) != 0;
    }

    /**
     * Whether Get Feature can select a value.
     *
     * @param selection which value
     * @return true for the current one, and for the others if the device says so
     */
    public boolean supports(Selection selection) {
        return switch (requireNonNull(selection, "selection")) {
            case CURRENT -> true;
            case DEFAULT -> (flags() & DEFAULT_SELECTION) != 0;
            case SAVED -> (flags() & SAVED_SELECTION) != 0;
        };
    }

    /**
     * Whether the kernel keeps the Feature for itself, so that user space can only read it.
     *
     * @return true for the eight standard Features
     */
    public boolean reservedByKernel() {
        return standard().isPresent();
    }

    /**
     * The least scope at which the kernel lets user space set this Feature.
     *
     * @return {@link RpcScope#DEBUG_WRITE} if it changes only after a reset, {@link RpcScope#DEBUG_WRITE_FULL} if
     *     anything changes at once; empty if the kernel refuses at every scope
     */
    public Optional<RpcScope> leastSetScope() {
        boolean refused = !listed() || reservedByKernel() || !changeable() || hasReservedEffects() || inBackground();
        return refused ? Optional.empty() : scopeByEffects();
    }

    /**
     * Why the kernel or the device would refuse to have bytes of this Feature set at the scope that its effects ask for.
     *
     * @param offset where in the Feature's data the first byte goes, 0 to 65535
     * @param bytes how many bytes, 0 to 65535
     * @return as {@link #obstacles(int, int, RpcScope)}
     */
    public List<Obstacle> obstacles(int offset, int bytes) {
        return obstacles(offset, bytes, scopeByEffects().orElse(RpcScope.CONFIGURATION));
    }

    /**
     * Why the kernel or the device would refuse to have bytes of this Feature set.
     *
     * @param offset where in the Feature's data the first byte goes, 0 to 65535
     * @param bytes how many bytes, 0 to 65535
     * @param scope the scope that the request would be sent at
     * @return the reasons in the order in which the kernel comes upon them; empty if none can be seen from here
     */
    public List<Obstacle> obstacles(int offset, int bytes, RpcScope scope) {
        return Preflight.of(
                this,
                Ranges.check("offset", offset, 0xffff),
                Ranges.check("bytes", bytes, 0xffff),
                requireNonNull(scope, "scope"));
    }

    /** What the kernel's test of the effects would ask for, whatever else it finds. */
    Optional<RpcScope> scopeByEffects() {
        if (isImmediate()) {
            return Optional.of(RpcScope.DEBUG_WRITE_FULL);
        }
        return (effects.word() & AFTER_RESET) != 0 ? Optional.of(RpcScope.DEBUG_WRITE) : Optional.empty();
    }

    boolean isImmediate() {
        return (effects.word() & IMMEDIATE) != 0;
    }

    boolean hasReservedEffects() {
        return (effects.word() & RESERVED_EFFECTS) != 0;
    }

    boolean inBackground() {
        return (effects.word() & BACKGROUND) != 0;
    }

    /** The standard name if there is one, and the UUID. */
    String label() {
        return name().map(name -> name + " (" + uuid() + ")").orElse("Feature " + uuid());
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("uuid", uuid());
        to.accept("id", id());
        to.accept("getSize", getSize());
        to.accept("setSize", setSize());
        to.accept("flags", flags());
        to.accept("getVersion", getVersion());
        to.accept("setVersion", setVersion());
        to.accept("effects", effects());
    }
}
