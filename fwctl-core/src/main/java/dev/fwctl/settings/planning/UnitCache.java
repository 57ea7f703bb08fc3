// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FirmwareException;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitView;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One reading or planning: each unit is read once in each state, and what is planned counts as if it were written. */
final class UnitCache implements UnitView {
    private record Asked(String unit, UnitState state) {}

    private final Map<String, EnumMap<UnitState, Optional<byte[]>>> images = new HashMap<>();
    private final Map<Asked, FirmwareException> refusals = new HashMap<>();
    private final Map<String, byte[]> planned = new LinkedHashMap<>();

    @Override
    public Optional<byte[]> image(Unit unit, UnitState state) {
        if (!unit.states().contains(state)) {
            return Optional.empty();
        }
        Asked asked = new Asked(unit.key(), state);
        FirmwareException refusal = refusals.get(asked);
        if (refusal != null) {
            throw refusal;
        }
        try {
            return images.computeIfAbsent(unit.key(), key -> new EnumMap<>(UnitState.class))
                    .computeIfAbsent(state, unit::read);
        } catch (FirmwareException e) {
            refusals.put(asked, e);
            throw e;
        }
    }

    /** What was read elsewhere. */
    void keep(Unit unit, Map<UnitState, Optional<byte[]>> read) {
        images.computeIfAbsent(unit.key(), key -> new EnumMap<>(UnitState.class))
                .putAll(read);
    }

    /** What was refused elsewhere. */
    void keep(Unit unit, UnitState state, FirmwareException refusal) {
        refusals.put(new Asked(unit.key(), state), refusal);
    }

    @Override
    public Optional<byte[]> planned(Unit unit) {
        byte[] content = planned.get(unit.key());
        return content != null ? Optional.of(content) : base(unit);
    }

    /** What a write would start from: what is there, with what waits. */
    Optional<byte[]> base(Unit unit) {
        return image(unit, unit.target()).map(unit::contentOf);
    }

    void plan(Unit unit, byte[] content) {
        planned.put(unit.key(), content);
    }
}
