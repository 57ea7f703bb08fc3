// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.nv.NvStore.Content;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One read or write of parameters: each TLV is fetched once in each mode, whoever asks for it, and what is about to be
 * written counts as if it were. Confined to one thread.
 */
final class NvSession implements NvVariables.Next {
    private final NvStore store;
    private final Map<NvItem, EnumMap<NvMode, Optional<Content>>> fetched = new HashMap<>();
    private final Map<NvItem, Mlx5Exception> refused = new HashMap<>();
    private final Map<NvItem, byte[]> planned = new LinkedHashMap<>();

    NvSession(NvStore store) {
        this.store = store;
    }

    /**
     * What the firmware does with a TLV.
     *
     * @throws Mlx5Exception if the firmware refuses to say it; the same one each time, without asking again
     */
    NvStore.Support support(NvItem item) {
        Mlx5Exception refusal = refused.get(item);
        if (refusal != null) {
            throw refusal;
        }
        try {
            return store.support(item);
        } catch (Mlx5Exception e) {
            refused.put(item, e);
            throw e;
        }
    }

    /**
     * A TLV's content; empty if the firmware does not have it, or not in this mode.
     *
     * @throws Mlx5Exception if the firmware refuses to read it; the same one each time, without asking again
     */
    Optional<Content> content(NvItem item, NvMode mode) {
        if (!support(item).readable()) {
            return Optional.empty();
        }
        try {
            return fetched.computeIfAbsent(item, one -> new EnumMap<>(NvMode.class))
                    .computeIfAbsent(mode, one -> store.read(item, one));
        } catch (Mlx5Exception e) {
            refused.put(item, e);
            throw e;
        }
    }

    /** The content that is to come next, what is planned included, as long as the layout at least. */
    @Override
    public Optional<byte[]> next(NvItem item) {
        byte[] plan = planned.get(item);
        return plan != null
                ? Optional.of(plan)
                : content(item, NvMode.NEXT).map(content -> padded(item, content.data()));
    }

    /** Data to be changed and written; the same array each time. */
    byte[] plan(NvItem item) {
        return planned.computeIfAbsent(
                item, one -> next(one).orElseThrow(() -> new NvVariables.MissingException(one + " cannot be read")));
    }

    Map<NvItem, byte[]> planned() {
        return planned;
    }

    /** Layout functions want whole structures; a device's TLV may be shorter than the catalog's. */
    static byte[] padded(NvItem item, byte[] data) {
        return data.length >= item.tlv().size()
                ? data.clone()
                : Arrays.copyOf(data, item.tlv().size());
    }

    /** Whether the device's TLV is long enough, and of a late enough version, to have a parameter. */
    boolean has(NvItem item, Parameter parameter, Content content) {
        int end = parameter.offset()
                + parameter.member().stride() * Math.max(0, parameter.count() - 1)
                + parameter.width();
        int version = Math.max(support(item).version(), content.version());
        return end <= content.data().length * 8 && parameter.since() <= version;
    }

    /** A parameter's values in these modes; empty if the firmware does not have it. */
    Optional<NvReading> reading(NvItem item, ParameterName name, Set<NvMode> modes) {
        EnumMap<NvMode, NvValue> values = new EnumMap<>(NvMode.class);
        for (NvMode mode : modes) {
            Optional<Content> content = content(item, mode);
            if (content.isPresent() && has(item, name.parameter(), content.get())) {
                byte[] data = padded(item, content.get().data());
                values.put(mode, NvValue.read(item.tlv(), name, data));
            }
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new NvReading(name.toString(), name.parameter(), Offer.NOT_ASKED, values));
    }

    /**
     * The same, with whether it is offered. A TLV that the firmware refuses to read does not keep others from being
     * read.
     */
    Optional<NvReading> listed(NvItem item, ParameterName name, Set<NvMode> modes) {
        try {
            return reading(item, name, modes).map(one -> {
                Offer offer = NvCheck.offer(this, item, one.parameter());
                return new NvReading(one.name(), one.parameter(), offer, one.values());
            });
        } catch (Mlx5Exception e) {
            Offer refused = Offer.no("the firmware refuses to read it: " + e.getMessage());
            return Optional.of(new NvReading(name.toString(), name.parameter(), refused, Map.of()));
        }
    }
}
