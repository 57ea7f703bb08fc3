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

    final UUID uuid;
    final byte[] value;
    final int setSize;
    final int flags;
    final int getVersion;
    final int setVersion;
    final int effects;
    final boolean live;
    /** Where each byte of a Set goes in the value; null if it is where it was. */
    final int @Nullable [] places;

    private CxlFeature(
            UUID uuid,
            byte[] value,
            int setSize,
            int flags,
            int getVersion,
            int setVersion,
            int effects,
            boolean live,
            int @Nullable [] places) {
        this.uuid = uuid;
        this.value = value;
        this.setSize = setSize;
        this.flags = flags;
        this.getVersion = getVersion;
        this.setVersion = setVersion;
        this.effects = effects;
        this.live = live;
        this.places = places;
    }

    /**
     * A Feature that can be read and not changed.
     *
     * @param uuid its UUID
     * @param value its value, 0 to 65535 bytes; also its default value
     * @return the Feature, version 1
     */
    public static CxlFeature readOnly(String uuid, byte[] value) {
        return new CxlFeature(UUID.fromString(uuid), value.clone(), 0, 0, 1, 1, 0, true, null);
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
        boolean atOnce = (newEffects & ANY_IMMEDIATE) != 0;
        return new CxlFeature(
                uuid, value, value.length, newFlags, getVersion, setVersion, newEffects & 0xffff, atOnce, places);
    }

    /**
     * This Feature, whose new value is current at once, whatever its effects say.
     *
     * @return a new Feature
     */
    public CxlFeature atOnce() {
        return new CxlFeature(uuid, value, setSize, flags, getVersion, setVersion, effects, true, places);
    }

    /**
     * This Feature with another number of bytes to set than to get.
     *
     * @param bytes what Set Feature takes at most, 0 to 65535
     * @return a new Feature
     */
    public CxlFeature setSize(int bytes) {
        return new CxlFeature(uuid, value, bytes, flags, getVersion, setVersion, effects, live, places);
    }

    /**
     * This Feature, of which Set Feature takes a structure of its own, as it does of those that the specification
     * defines.
     *
     * @param newPlaces where in the value each byte of that structure goes, one after another
     * @return a new Feature, with that many bytes to set
     */
    public CxlFeature setLayout(int... newPlaces) {
        return new CxlFeature(
                uuid, value, newPlaces.length, flags, getVersion, setVersion, effects, live, newPlaces.clone());
    }

    /**
     * This Feature with other versions.
     *
     * @param get the version that Get Feature returns, 8 bits
     * @param set the version that Set Feature takes, 8 bits
     * @return a new Feature
     */
    public CxlFeature versions(int get, int set) {
        return new CxlFeature(uuid, value, setSize, flags, get, set, effects, live, places);
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
        return new CxlFeature(uuid, value, setSize, newFlags, getVersion, setVersion, effects, live, places);
    }

    /**
     * The Feature's UUID.
     *
     * @return the UUID
     */
    public UUID uuid() {
        return uuid;
    }

    int deepestReset() {
        return flags >> 1 & 7;
    }

    /** Where a byte of the structure that Set Feature takes goes in the value. */
    int place(int settable) {
        return places == null ? settable : places[settable];
    }

    /** The Feature's bytes as they are while firmware runs: long enough to be set as well as got. */
    byte[] initialValue() {
        return Arrays.copyOf(value, places == null ? Math.max(value.length, setSize) : value.length);
    }
}
