// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.nv.NvStore.Content;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A TLV as a unit of settings. Its image and its content are its data alone; the header, which the firmware stamps, is
 * that of the last reading.
 */
final class NvUnit implements Unit {
    private static final Set<UnitState> STATES = Collections.unmodifiableSet(EnumSet.allOf(UnitState.class));

    private final NvStore store;
    private final NvItem item;
    private final String key;
    private final List<Place> places = new ArrayList<>();
    private volatile int version;
    private volatile Content last = new Content(new byte[NvStore.HEADER_BYTES], new byte[0]);

    /**
     * A unit.
     *
     * @param asking the number of the PCI function that asks, which owns what is "its own"
     */
    NvUnit(NvSettings settings, NvItem item, int asking) {
        this.store = settings.store();
        this.item = item;
        boolean own = item.isOfFunction() && item.owner().isOwn();
        this.key = item.unit() + (own ? " of function " + asking : "");
        for (Parameter parameter : item.tlv().parameters()) {
            if (parameter.named()) {
                places.add(new NvPlace(settings, this, new ParameterName(parameter, item.instance(), -1)));
            }
        }
    }

    NvItem item() {
        return item;
    }

    /** The version of the TLV as the device has it: its header tells, and MNVQC where that does not. */
    int version() {
        int told = version;
        return told > 0 ? told : store.support(item).version();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String title() {
        return item.toString();
    }

    @Override
    public Set<UnitState> states() {
        return STATES;
    }

    @Override
    public UnitState target() {
        return UnitState.PENDING;
    }

    @Override
    public Undo undo() {
        return Undo.EXACTLY;
    }

    @Override
    public List<Place> places() {
        return Collections.unmodifiableList(places);
    }

    /** MNVQC, which says what can be read, is asked after a refusal only: most of what is read by name is there. */
    @Override
    public Optional<byte[]> read(UnitState state) {
        Optional<Content> content;
        try {
            content = store.read(item, mode(state));
        } catch (Mlx5Exception e) {
            if (!store.support(item).readable()) {
                return Optional.empty();
            }
            throw e;
        }
        content.ifPresent(read -> version = read.version());
        if (state == UnitState.PENDING) {
            content.ifPresent(read -> last = read);
        }
        return content.map(Content::data);
    }

    private static NvMode mode(UnitState state) {
        return switch (state) {
            case CURRENT -> NvMode.CURRENT;
            case PENDING -> NvMode.NEXT;
            case DEFAULT -> NvMode.FACTORY;
        };
    }

    @Override
    public UnitWrite write(byte[] content) {
        return store.planned(item, last, content);
    }

    @Override
    public Optional<UnitWrite> forget() {
        return Optional.of(store.plannedInvalidation(item));
    }

    @Override
    public Optional<Boolean> stored() {
        return store.stored(item);
    }

    @Override
    public boolean holdsSecrets() {
        return item.tlv().parameters().stream()
                .anyMatch(parameter -> parameter.member().sensitive());
    }

    @Override
    public List<String> preflight(byte[] content) {
        return store.support(item).writable()
                ? List.of()
                : List.of("the firmware says that " + item + " can only be read");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NvUnit that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return title();
    }
}
