// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Feature as a unit of settings. The kernel has every Set Feature save the value across resets, and no Feature can be
 * forgotten: a value is brought back by writing it, and a current and a saved value that differed never both.
 *
 * <p>A Feature that can be set and whose Set layout no codec knows can only be written as bytes, unseen.
 */
final class FeatureUnit implements Unit {
    private final CxlDevice device;
    private final Feature feature;
    private final Optional<FeatureCodec<?>> codec;
    private final Set<UnitState> states;
    private final List<Place> places;

    FeatureUnit(CxlDevice device, Feature feature, Optional<FeatureCodec<?>> codec) {
        this.device = device;
        this.feature = feature;
        this.codec = codec;
        this.states = writtenUnseen() ? Set.of() : readable(feature);
        this.places = FeaturePlaces.of(this, codec);
    }

    private static Set<UnitState> readable(Feature feature) {
        EnumSet<UnitState> readable = EnumSet.of(UnitState.CURRENT);
        if (feature.supports(Selection.SAVED)) {
            readable.add(UnitState.PENDING);
        }
        if (feature.supports(Selection.DEFAULT)) {
            readable.add(UnitState.DEFAULT);
        }
        return Collections.unmodifiableSet(readable);
    }

    Feature feature() {
        return feature;
    }

    /** Whether it can be set, and nobody knows how what is set looks in what is read. */
    boolean writtenUnseen() {
        boolean mapped = codec.filter(known -> known.fields().stream()
                        .anyMatch(field -> field.written().isPresent()))
                .isPresent();
        return canBeSet() && !mapped;
    }

    private boolean canBeSet() {
        return feature.changeable() && !feature.reservedByKernel();
    }

    @Override
    public String key() {
        return "feature/" + feature.uuid();
    }

    @Override
    public String title() {
        return "Feature " + codec.map(FeatureCodec::name).orElse(feature.uuid().toString());
    }

    @Override
    public Set<UnitState> states() {
        return states;
    }

    @Override
    public UnitState target() {
        boolean pending =
                feature.supports(Selection.SAVED) || !feature.effects().isImmediate();
        return pending ? UnitState.PENDING : UnitState.CURRENT;
    }

    @Override
    public Undo undo() {
        return states.contains(target()) ? Undo.BY_VALUE : Undo.NOT_AT_ALL;
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public Optional<byte[]> read(UnitState state) {
        return Optional.of(device.read(
                feature,
                switch (state) {
                    case CURRENT -> Selection.CURRENT;
                    case PENDING -> Selection.SAVED;
                    case DEFAULT -> Selection.DEFAULT;
                }));
    }

    @Override
    public byte[] contentOf(byte[] image) {
        return codec.flatMap(known -> known.contentOf(feature, image)).orElseGet(image::clone);
    }

    @Override
    public byte[] blank() {
        return new byte[feature.setSize()];
    }

    @Override
    public UnitWrite write(byte[] content) {
        return UnitWrite.rpc(device.device(), FeatureCommands.SET_FEATURE, SetFeature.whole(feature, content));
    }

    @Override
    public List<String> preflight(byte[] content) {
        return SetFeature.whole(feature, content).obstacles().stream()
                .map(Obstacle::reason)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureUnit that && feature.uuid().equals(that.feature.uuid());
    }

    @Override
    public int hashCode() {
        return feature.uuid().hashCode();
    }

    @Override
    public String toString() {
        return title();
    }
}
