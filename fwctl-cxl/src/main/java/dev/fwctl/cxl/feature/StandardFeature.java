// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import dev.fwctl.SpecReference;
import dev.fwctl.settings.knobs.KnobCatalog;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The Features that the CXL specification names and that Linux knows: exactly those that it keeps for itself.
 *
 * <p>User space may read them through fwctl and never set them; the kernel's EDAC drivers offer what can be set in
 * {@code /sys/bus/edac/devices/cxl_memN}. Source: {@code include/cxl/features.h} and {@code cxl_exclusive_feats} of
 * {@code drivers/cxl/core/features.c} (Linux 7.3).
 */
public enum StandardFeature {
    /** How the device looks for errors in all of its memory, in rounds. */
    PATROL_SCRUB(
            "patrol-scrub", "Device Patrol Scrub Control", "96dad7d6-fde8-482b-a733-75774e06db8a", "8.2.10.9.11.1"),
    /** Error Check Scrub inside DDR5 memory. */
    ECS("ecs", "DDR5 Error Check Scrub Control", "e5b13f22-2328-4a14-b8ba-b9691e893386", "8.2.10.9.11.2"),
    /** Post Package Repair that lasts until the next reset. */
    SOFT_PPR("sppr", "Soft Post Package Repair", "892ba475-fad8-474e-9d3e-692c917568bb", "8.2.10.7.2.1"),
    /** Post Package Repair that is permanent. */
    HARD_PPR("hppr", "Hard Post Package Repair", "80ea4521-786f-4127-afb1-ec7459fb0e24", "8.2.10.7.2.2"),
    /** Sparing of a cacheline. */
    CACHELINE_SPARING(
            "cacheline-sparing", "Cacheline Memory Sparing", "96c33386-91dd-44c7-9ecb-fdaf6503bac4", "8.2.10.7.2.3"),
    /** Sparing of a row. */
    ROW_SPARING("row-sparing", "Row Memory Sparing", "450ebf67-b135-4f97-a498-c2d57f279bed", "8.2.10.7.2.3"),
    /** Sparing of a bank. */
    BANK_SPARING("bank-sparing", "Bank Memory Sparing", "78b79636-90ac-4b64-a4ef-faac5d18a863", "8.2.10.7.2.3"),
    /** Sparing of a rank. */
    RANK_SPARING("rank-sparing", "Rank Memory Sparing", "34dbaff5-0552-4281-8f76-da0b5e7a76a7", "8.2.10.7.2.3");

    private static final Map<UUID, StandardFeature> BY_UUID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StandardFeature::uuid, Function.identity()));

    private final String key;
    private final String title;
    private final UUID uuid;
    private final String section;

    StandardFeature(String key, String title, String uuid, String section) {
        this.key = key;
        this.title = title;
        this.uuid = UUID.fromString(uuid);
        this.section = section;
    }

    /** What each setting of these Features does, by its name, for example {@code patrol-scrub.cycle-hours}. */
    public static KnobCatalog knobs() {
        return Texts.KNOBS;
    }

    /** An enumeration's constants come before its statics. */
    private static final class Texts {
        static final KnobCatalog KNOBS = KnobCatalog.resource(StandardFeature.class, "/dev-fwctl-cxl/knobs.json");
    }

    /**
     * A short name for command lines.
     *
     * @return lower case with hyphens, for example {@code patrol-scrub}
     */
    public String key() {
        return key;
    }

    /**
     * The name that the specification gives the Feature.
     *
     * @return for example {@code Device Patrol Scrub Control}
     */
    public String title() {
        return title;
    }

    /**
     * The Feature's identity.
     *
     * @return the UUID, its bytes on the wire in the order in which it is written
     */
    public UUID uuid() {
        return uuid;
    }

    /**
     * Where the Feature is described.
     *
     * @return a section of the CXL specification
     */
    public SpecReference specification() {
        return new SpecReference("Compute Express Link 3.2", section);
    }

    /**
     * Whether a text names this Feature: by key, title, name of the constant, or UUID, in any case.
     *
     * @param name the text
     * @return true if so
     */
    public boolean answersTo(String name) {
        return requireNonNull(name, "name").equalsIgnoreCase(key)
                || name.equalsIgnoreCase(title)
                || name.equalsIgnoreCase(name())
                || name.equalsIgnoreCase(uuid.toString());
    }

    /**
     * The standard Feature with a UUID.
     *
     * @param uuid the UUID
     * @return empty if it is a vendor's Feature, or one that is newer than this library
     */
    public static Optional<StandardFeature> of(UUID uuid) {
        return Optional.ofNullable(BY_UUID.get(requireNonNull(uuid, "uuid")));
    }
}
