// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The values of one parameter, as a device gives them.
 */
public final class NvReading {
    private final String name;
    private final Parameter parameter;
    private final Offer offer;
    private final Map<NvMode, NvValue> values;

    NvReading(String name, Parameter parameter, Offer offer, Map<NvMode, NvValue> values) {
        EnumMap<NvMode, NvValue> copy = new EnumMap<>(NvMode.class);
        copy.putAll(values);
        this.name = name;
        this.parameter = parameter;
        this.offer = offer;
        this.values = Collections.unmodifiableMap(copy);
    }

    /** As the public tools spell it, for example {@code LINK_TYPE_P1}. */
    public String name() {
        return name;
    }

    /** What the catalog knows of it. */
    public Parameter parameter() {
        return parameter;
    }

    /** Whether the device offers it. */
    public Offer offer() {
        return offer;
    }

    /** Its values by mode; a mode that was not asked for, or that the firmware cannot read, is absent. */
    public Map<NvMode, NvValue> values() {
        return values;
    }

    /**
     * Whether a device offers a parameter: whether what the parameter depends on, such as a capability, is there.
     *
     * @param state whether it does
     * @param reason why not; empty if it does, or was not asked
     */
    public record Offer(State state, String reason) {
        /** Refuses null. */
        public Offer {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(reason, "reason");
        }

        static final Offer YES = new Offer(State.YES, "");
        static final Offer NOT_ASKED = new Offer(State.NOT_ASKED, "");

        /** Whether it does. */
        public enum State {
            /** It does. */
            YES,
            /** It does not: a write would be refused. */
            NO,
            /** It cannot be told: what it depends on cannot be read. */
            UNKNOWN,
            /** It was not asked, to save RPCs; {@link NvConfig#offer} does. */
            NOT_ASKED
        }

        static Offer unknown(String reason) {
            return new Offer(State.UNKNOWN, reason);
        }

        static Offer no(String reason) {
            return new Offer(State.NO, reason);
        }
    }

    /** What will hold after the next reset. */
    public Optional<NvValue> next() {
        return Optional.ofNullable(values.get(NvMode.NEXT));
    }

    /** What the device works with now. */
    public Optional<NvValue> current() {
        return Optional.ofNullable(values.get(NvMode.CURRENT));
    }

    /** What the device was made with. */
    public Optional<NvValue> factory() {
        return Optional.ofNullable(values.get(NvMode.FACTORY));
    }

    /** Whether a change waits for a reset: what comes next is not what holds now. */
    public boolean waits() {
        return next().isPresent() && current().isPresent() && !next().equals(current());
    }

    /** The public tools spell a whole array by its bounds, which tells nothing. */
    private static Object shown(NvValue value) {
        return value.text().startsWith("Array[") ? value.raw() : value.text();
    }

    /** For example {@code NUM_OF_VFS: next 16, current 8, default 0}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(':');
        String separator = " ";
        for (Map.Entry<NvMode, NvValue> entry : values.entrySet()) {
            text.append(separator).append(entry.getKey().word()).append(' ').append(shown(entry.getValue()));
            separator = ", ";
        }
        return text.toString();
    }
}
