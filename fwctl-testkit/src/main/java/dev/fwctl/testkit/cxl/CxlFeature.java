// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Feature of simulated CXL firmware: its Supported Feature Entry and its first value. Immutable.
 *
 * <p>Source: CXL 3.2, 8.2.10.6.1, and {@code include/uapi/cxl/features.h} of Linux 7.3.
 */
public final class CxlFeature {
    /** Effect bit 0: the configuration changes after a cold reset. */
    public static final int COLD_RESET = 1;
    /** Effect bit 1: the configuration changes at once. */
    public static final int IMMEDIATE_CONFIGURATION = 1 << 1;
    /** Effect bit 2: data change at once. */
    public static final int IMMEDIATE_DATA = 1 << 2;
    /** Effect bit 3: the policy changes at once. */
    public static final int IMMEDIATE_POLICY = 1 << 3;
    /** Effect bit 4: the log changes at once. */
    public static final int IMMEDIATE_LOG = 1 << 4;
    /** Effect bit 5: the security state changes. */
    public static final int SECURITY_STATE = 1 << 5;
    /** Effect bit 6: it is a background operation. */
    public static final int BACKGROUND = 1 << 6;
    /** Effect bit 9: bits 10 and 11 mean something. */
    public static final int EXTENDED_VALID = 1 << 9;
    /** Effect bit 10: the configuration changes after a conventional reset. */
    public static final int CONVENTIONAL_RESET = 1 << 10;
    /** Effect bit 11: the configuration changes after a CXL reset. */
    public static final int CXL_RESET = 1 << 11;

    static final int CHANGEABLE = 1;
    static final int DEFAULT_SELECTION = 1 << 5;
    static final int SAVED_SELECTION = 1 << 6;

    private static final int ANY_IMMEDIATE =
            IMMEDIATE_CONFIGURATION | IMMEDIATE_DATA | IMMEDIATE_POLICY | IMMEDIATE_LOG | SECURITY_STATE;

    /** The Features that the kernel keeps to itself: {@code cxl_exclusive_feats} of drivers/cxl/core/features.c. */
    static final Set<UUID> EXCLUSIVE = Set.of(
            UUID.fromString("96dad7d6-fde8-482b-a733-75774e06db8a"),
            UUID.fromString("e5b13f22-2328-4a14-b8ba-b9691e893386"),
            UUID.fromString("892ba475-fad8-474e-9d3e-692c917568bb"),
            UUID.fromString("80ea4521-786f-4127-afb1-ec7459fb0e24"),
            UUID.fromString("96c33386-91dd-44c7-9ecb-fdaf6503bac4"),
            UUID.fromString("450ebf67-b135-4f97-a498-c2d57f279bed"),
            UUID.fromString("78b79636-90ac-4b64-a4ef-faac5d18a863"),
            UUID.fromString("34dbaff5-0552-4281-8f76-da0b5e7a76a7"));

    /** When a new value counts. */
    private enum Taking {
        AT_ONCE,
        AFTER_RESET
    }

    private record Versions(int get, int set) {}

    /**
     * What Set Feature takes.
     *
     * @param places where each byte goes in the value; null if it is where it was
     */
    private record Settable(int bytes, int @Nullable [] places, Taking taking) {}

    /**
     * What else the Supported Feature Entry says.
     *
     * @param reserved what is in its reserved bytes, where 0 is meant to be
     */
    private record Attributes(int flags, int effects, Versions versions, byte reserved) {}

    private final UUID uuid;
    private final byte[] value;
    private final Settable settable;
    private final Attributes attributes;

    private CxlFeature(UUID uuid, byte[] value, Settable settable, Attributes attributes) {
        this.uuid = uuid;
        this.value = value;
        this.settable = settable;
        this.attributes = attributes;
    }

    private CxlFeature with(Settable newSettable) {
        return new CxlFeature(uuid, value, newSettable, attributes);
    }

    private CxlFeature with(Attributes newAttributes) {
        return new CxlFeature(uuid, value, settable, newAttributes);
    }

    /**
     * A Feature that can be read and not changed.
     *
     * @param uuid its UUID
     * @param value its value, 0 to 65535 bytes; also its default value
     * @return the Feature, version 1
     */
    public static CxlFeature readOnly(String uuid, byte[] value) {
        return new CxlFeature(
                UUID.fromString(uuid),
                value.clone(),
                new Settable(0, null, Taking.AT_ONCE),
                new Attributes(0, 0, new Versions(1, 1), (byte) 0));
    }

    /**
     * This Feature, changeable: all of its bytes, its default and saved values on offer, the saved value kept over every
     * reset. With an immediate effect the new value is current at once, otherwise after a reset.
     *
     * @param newEffects the effects of Set Feature, 16 bits; reserved ones are taken as they are
     * @return a new Feature
     */
    public CxlFeature changeable(int newEffects) {
        int newFlags = CHANGEABLE | 4 << 1 | DEFAULT_SELECTION | SAVED_SELECTION;
        Taking taking = (newEffects & ANY_IMMEDIATE) != 0 ? Taking.AT_ONCE : Taking.AFTER_RESET;
        return with(new Settable(value.length, settable.places, taking))
                .with(new Attributes(newFlags, newEffects & 0xffff, attributes.versions, attributes.reserved));
    }

    /**
     * This Feature, whose new value is current at once, whatever its effects say.
     *
     * @return a new Feature
     */
    public CxlFeature atOnce() {
        return with(new Settable(settable.bytes, settable.places, Taking.AT_ONCE));
    }

    /**
     * This Feature with another number of bytes to set than to get.
     *
     * @param bytes what Set Feature takes at most, 0 to 65535
     * @return a new Feature
     */
    public CxlFeature setSize(int bytes) {
        return with(new Settable(bytes, settable.places, settable.taking));
    }

    /**
     * This Feature, of which Set Feature takes a structure of its own, as it does of those that the specification
     * defines.
     *
     * @param newPlaces where in the value each byte of that structure goes, one after another
     * @return a new Feature, with that many bytes to set
     */
    public CxlFeature setLayout(int... newPlaces) {
        return with(new Settable(newPlaces.length, newPlaces.clone(), settable.taking));
    }

    /**
     * This Feature with other versions.
     *
     * @param get the version that Get Feature returns, 8 bits
     * @param set the version that Set Feature takes, 8 bits
     * @return a new Feature
     */
    public CxlFeature versions(int get, int set) {
        return with(new Attributes(attributes.flags, attributes.effects, new Versions(get, set), attributes.reserved));
    }

    /**
     * This Feature with other attribute flags: bit 0 changeable, bits 3 to 1 the deepest reset that the value outlives (0
     * none, 1 CXL, 2 hot, 3 warm, 4 cold), bit 4 persists over a firmware update, bit 5 has a default value, bit 6 has a
     * saved value.
     *
     * @param newFlags the flags, 32 bits; reserved ones are taken as they are
     * @return a new Feature
     */
    public CxlFeature flags(int newFlags) {
        return with(new Attributes(newFlags, attributes.effects, attributes.versions, attributes.reserved));
    }

    /**
     * This Feature with reserved bytes in its entry that are not zero, as a later specification may have them.
     *
     * @param content what is in each of them
     * @return a new Feature
     */
    public CxlFeature reservedBytes(byte content) {
        return with(new Attributes(attributes.flags, attributes.effects, attributes.versions, content));
    }

    /**
     * The Feature's UUID.
     *
     * @return the UUID
     */
    public UUID uuid() {
        return uuid;
    }

    /** How many bytes Get Feature returns. */
    int readableBytes() {
        return value.length;
    }

    /** How many bytes Set Feature takes. */
    int settableBytes() {
        return settable.bytes;
    }

    int flags() {
        return attributes.flags;
    }

    int effects() {
        return attributes.effects;
    }

    byte reserved() {
        return attributes.reserved;
    }

    int getVersion() {
        return attributes.versions.get;
    }

    int setVersion() {
        return attributes.versions.set;
    }

    boolean changesAtOnce() {
        return settable.taking == Taking.AT_ONCE;
    }

    int deepestReset() {
        return attributes.flags >> 1 & 7;
    }

    /** Where a byte of the structure that Set Feature takes goes in the value. */
    int place(int byteOfSet) {
        return settable.places == null ? byteOfSet : settable.places[byteOfSet];
    }

    /** The Feature's bytes as they are while firmware runs: long enough to be set as well as got. */
    byte[] initialValue() {
        return Arrays.copyOf(value, settable.places == null ? Math.max(value.length, settable.bytes) : value.length);
    }
}
