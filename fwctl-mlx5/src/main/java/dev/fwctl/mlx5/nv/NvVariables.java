// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The values of the variables in an expression of one parameter, remembered once they were asked for. */
final class NvVariables implements ToDoubleFunction<String> {
    /** An expression needs a value that the device does not have. */
    static final class MissingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MissingException(String what) {
            super(what, null, false, false);
        }
    }

    /** What comes next in a TLV. */
    @FunctionalInterface
    interface Next {
        /**
         * The data that is to come next, what is planned included, as long as the layout at least.
         *
         * @return empty if the device does not have the TLV
         */
        Optional<byte[]> next(NvItem item);
    }

    private final Next next;
    private final NvItem item;
    private final Parameter parameter;
    private final Map<String, Double> seen = new LinkedHashMap<>();

    NvVariables(Next next, NvItem item, Parameter parameter) {
        this.next = next;
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
        byte[] data = next.next(other).orElseThrow(() -> new MissingException("the device does not have " + other));
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

    /** A number without a fraction where it has none. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
