// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;

/** A set of codecs, one for each Feature. Immutable. */
public final class FeatureCodecs {
    private static final FeatureCodecs STANDARD = new FeatureCodecs(Map.of())
            .with(PatrolScrub.CODEC)
            .with(EcsControl.CODEC)
            .with(PostPackageRepair.SOFT_CODEC)
            .with(PostPackageRepair.HARD_CODEC)
            .with(MemorySparing.CACHELINE_CODEC)
            .with(MemorySparing.ROW_CODEC)
            .with(MemorySparing.BANK_CODEC)
            .with(MemorySparing.RANK_CODEC);

    private final Map<UUID, FeatureCodec<?>> byUuid;

    private FeatureCodecs(Map<UUID, FeatureCodec<?>> byUuid) {
        this.byUuid = byUuid;
    }

    /**
     * The codecs of the eight standard Features.
     *
     * @return the registry
     */
    public static FeatureCodecs standard() {
        return STANDARD;
    }

    /**
     * The standard codecs, and those that {@link ServiceLoader} finds: services of type {@link FeatureCodec}.
     *
     * @return a new registry
     * @throws IllegalArgumentException if two are for the same Feature or have the same name
     */
    public static FeatureCodecs discovered() {
        FeatureCodecs codecs = STANDARD;
        for (FeatureCodec<?> codec : ServiceLoader.load(FeatureCodec.class)) {
            codecs = codecs.with(codec);
        }
        return codecs;
    }

    /**
     * This registry and one codec more.
     *
     * @param codec a codec for a Feature that this registry has none for
     * @return a new registry
     * @throws IllegalArgumentException if there is a codec for the same Feature or of the same name
     */
    public FeatureCodecs with(FeatureCodec<?> codec) {
        Optional<FeatureCodec<?>> rival =
                find(requireNonNull(codec, "codec").uuid()).or(() -> find(codec.name()));
        if (rival.isPresent()) {
            throw new IllegalArgumentException("the codec " + codec.name() + " for Feature " + codec.uuid()
                    + " would hide the codec " + rival.get().name() + " for Feature "
                    + rival.get().uuid());
        }
        Map<UUID, FeatureCodec<?>> more = new LinkedHashMap<>(byUuid);
        more.put(codec.uuid(), codec);
        return new FeatureCodecs(more);
    }

    /**
     * The codec of a Feature.
     *
     * @param uuid the Feature's identity
     * @return empty if there is none
     */
    public Optional<FeatureCodec<?>> find(UUID uuid) {
        return Optional.ofNullable(byUuid.get(requireNonNull(uuid, "uuid")));
    }

    /**
     * The codec of a name.
     *
     * @param name as {@link FeatureCodec#name}, in any case
     * @return empty if there is none
     */
    public Optional<FeatureCodec<?>> find(String name) {
        requireNonNull(name, "name");
        for (FeatureCodec<?> codec : byUuid.values()) {
            if (codec.name().equalsIgnoreCase(name)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /**
     * All codecs.
     *
     * @return the codecs in the order in which they were added
     */
    public Collection<FeatureCodec<?>> all() {
        return List.copyOf(byUuid.values());
    }
}
