// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.nv.NvStore.Content;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One read or write of parameters: each TLV is fetched once in each mode, whoever asks for it, and what is about to be
 * written counts as if it were. Confined to one thread.
 */
final class NvSession {
    /** An expression needs a value that the device does not have. */
    static final class MissingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MissingException(String what) {
            super(what, null, false, false);
        }
    }

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
    Optional<byte[]> next(NvItem item) {
        byte[] plan = planned.get(item);
        return plan != null
                ? Optional.of(plan)
                : content(item, NvMode.NEXT).map(content -> padded(item, content.data()));
    }

    /** Data to be changed and written; the same array each time. */
    byte[] plan(NvItem item) {
        return planned.computeIfAbsent(
                item, one -> next(one).orElseThrow(() -> new MissingException(one + " cannot be read")));
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

    /** The values of an expression's variables, for a parameter of {@code item}. */
    Variables variables(NvItem item, Parameter parameter) {
        return new Variables(item, parameter);
    }

    /** Resolves variables, and remembers what they were. */
    final class Variables implements ToDoubleFunction<String> {
        private final NvItem item;
        private final Parameter parameter;
        private final Map<String, Double> seen = new LinkedHashMap<>();

        private Variables(NvItem item, Parameter parameter) {
            this.item = item;
            this.parameter = parameter;
        }

        @Override
        public double applyAsDouble(String name) {
            Double known = seen.get(name);
            if (known == null) {
                known = name.startsWith("_") ? assigned(name) : stored(name);
                seen.put(name, known);
            }
            return known;
        }

        /** A variable that the catalog defines by an expression of its own: {@code $_name=(...)}. */
        private double assigned(String name) {
            Expression definition = Expression.assignments(parameter.vars()).get(name);
            if (definition == null) {
                throw new MissingException("nothing defines $" + name);
            }
            return definition.value(this);
        }

        private double stored(String name) {
            int dot = name.indexOf('.');
            Tlv tlv = dot < 0 ? item.tlv() : ParameterCatalog.host().tlv(name.substring(0, dot));
            String field = name.substring(dot + 1);
            NvItem other = NvItem.of(tlv, item.instance(), item.owner());
            byte[] data = next(other).orElseThrow(() -> new MissingException("the device does not have " + other));
            return tlv.layout().field(field).get(ByteBuffer.wrap(data), 0);
        }

        /** The values that counted, for example {@code nv_global_pci_cap.sriov_support is 0}. */
        String told() {
            StringBuilder text = new StringBuilder();
            seen.forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(name)
                    .append(" is ")
                    .append(number(value)));
            return text.toString();
        }
    }

    /** A number without a fraction where it has none. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
