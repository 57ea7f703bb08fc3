// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.internal.Wire;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * One Feature of a device, as the device describes it: an entry of Get Supported Features, as the kernel shows it to
 * user space.
 *
 * <p>Of a Feature that it {@linkplain #reservedByKernel() keeps for itself}, the kernel shows a Set size of 0 and clears
 * the changeable flag. Source: {@code struct cxl_feat_entry} of {@code include/uapi/cxl/features.h}.
 *
 * @param uuid the Feature's identity
 * @param id the position in the device's list, from 0, 16 bits
 * @param getSize the most bytes that a Get Feature returns, 0 to 65535
 * @param setSize the most bytes of data that a Set Feature takes, 0 to 65535
 * @param flags the attribute flags, 32 bits, as the device gives them
 * @param getVersion the version of the data that Get Feature returns, 0 to 255
 * @param setVersion the version of the data that Set Feature takes, 0 to 255
 * @param effects what a Set Feature does to the device
 */
public record Feature(
        UUID uuid, int id, int getSize, int setSize, int flags, int getVersion, int setVersion, Effects effects) {

    private static final int CHANGEABLE = 1;
    private static final int PERSISTS_OVER_FIRMWARE_UPDATE = 1 << 4;
    private static final int DEFAULT_SELECTION = 1 << 5;
    private static final int SAVED_SELECTION = 1 << 6;

    /** The four immediate effects that the kernel looks at: bits 1 to 4 of the word. */
    private static final int IMMEDIATE = 0x001e;

    /** The three changes after a reset, bits 0, 10 and 11; the kernel does not ask whether bit 9 makes them valid. */
    private static final int AFTER_RESET = 0x0c01;

    private static final int BACKGROUND = 1 << 6;
    private static final int RESERVED_EFFECTS = 0xf000;

    /** The id of a Feature that no list contained. */
    private static final int UNLISTED = -1;

    /**
     * A Feature of which nothing is known, to be sent to a device that does not list it. Both sizes are 65535, and the
     * effects are unknown.
     *
     * @param uuid the Feature's identity
     * @return a Feature that is not {@link #listed()}
     */
    public static Feature unlisted(UUID uuid) {
        return new Feature(uuid, UNLISTED, 0xffff, 0xffff, 0, 0, 0, Effects.unknown());
    }

    static Feature decode(ByteBuffer buffer, int base) {
        return new Feature(
                Wire.uuid(buffer, base),
                (int) FeatureWire.ENTRY_ID.get(buffer, base),
                (int) FeatureWire.ENTRY_GET_SIZE.get(buffer, base),
                (int) FeatureWire.ENTRY_SET_SIZE.get(buffer, base),
                (int) FeatureWire.ENTRY_FLAGS.get(buffer, base),
                (int) FeatureWire.ENTRY_GET_VERSION.get(buffer, base),
                (int) FeatureWire.ENTRY_SET_VERSION.get(buffer, base),
                Effects.ofWord((int) FeatureWire.ENTRY_EFFECTS.get(buffer, base), Effects.Source.DEVICE));
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
        return StandardFeature.of(uuid);
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
        return (flags & CHANGEABLE) != 0;
    }

    /**
     * The deepest reset over which the saved value persists.
     *
     * @return the persistence
     */
    public ResetPersistence deepestResetPersistence() {
        return ResetPersistence.of(flags >> 1 & 7);
    }

    /**
     * Whether the saved value persists over an update of the firmware.
     *
     * @return true if so
     */
    public boolean persistsOverFirmwareUpdate() {
        return (flags & PERSISTS_OVER_FIRMWARE_UPDATE) != 0;
    }

    /**
     * Whether Get Feature can select a value.
     *
     * @param selection which value
     * @return true for the current one, and for the others if the device says so
     */
    public boolean supports(Selection selection) {
        return switch (selection) {
            case CURRENT -> true;
            case DEFAULT -> (flags & DEFAULT_SELECTION) != 0;
            case SAVED -> (flags & SAVED_SELECTION) != 0;
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
        return name().map(name -> name + " (" + uuid + ")").orElse("Feature " + uuid);
    }
}
