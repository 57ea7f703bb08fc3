// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.nv.ParameterRefusedException.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Names and values that a caller gave, made into wishes; what is wrong with them is collected. Asks no device. */
final class NvWishes {
    private final NvOwner owner;
    private final Map<ParameterName, NvWish> wishes = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private NvWishes(NvOwner owner) {
        this.owner = owner;
    }

    /** Values by name; a range of elements takes a list, or one value for all of them. */
    static NvWishes of(NvOwner owner, Map<String, ?> values) {
        NvWishes wishes = new NvWishes(owner);
        values.forEach(wishes::add);
        wishes.refuseContradictions();
        return wishes;
    }

    /** Those that can be granted together, by name. */
    Map<ParameterName, NvWish> granted() {
        return wishes;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    static NvItem item(NvOwner owner, ParameterName name) {
        return NvItem.of(ParameterCatalog.host().tlv(name.parameter()), name.instance(), owner);
    }

    private void add(String name, Object value) {
        Objects.requireNonNull(name, "a key of values");
        Objects.requireNonNull(value, () -> "the value of " + name + " in values");
        List<ParameterName> elements;
        try {
            elements = ParameterName.parseAll(name);
            for (int i = 0; i < elements.size(); i++) {
                wish(elements.get(i), each(name, value, elements.size(), i));
            }
        } catch (IllegalArgumentException e) {
            refusals.add(refusal(name, e));
        }
    }

    private void wish(ParameterName name, Object value) {
        try {
            NvWish wish = NvWish.of(item(owner, name), name, value);
            NvWish other = wishes.putIfAbsent(name, wish);
            if (other != null && !other.equals(wish)) {
                refusals.add(new Refusal(name.toString(), "", "it is given more than one value", List.of()));
            }
        } catch (IllegalArgumentException e) {
            refusals.add(new Refusal(name.toString(), shown(name, value), String.valueOf(e.getMessage()), List.of()));
        }
    }

    static String shown(ParameterName name, Object value) {
        boolean secret = name.parameter().member().sensitive();
        return secret || value instanceof byte[] ? "" : value.toString();
    }

    static Refusal refusal(String name, IllegalArgumentException e) {
        return new Refusal(
                name,
                "",
                String.valueOf(e.getMessage()),
                e instanceof UnknownNameException unknown ? unknown.near() : List.of());
    }

    private static Object each(String name, Object value, int count, int i) {
        if (count == 1 || !(value instanceof List<?> list)) {
            return value;
        }
        if (list.size() != count) {
            throw new IllegalArgumentException(name + " names " + count + " elements, not " + list.size()
                    + "; give a list of that many, or one value for all of them");
        }
        return Objects.requireNonNull(list.get(i), name);
    }

    /** Of two that want the same bits to differ, neither is granted: no order of the map may decide. */
    private void refuseContradictions() {
        List<ParameterName> contradicted = new ArrayList<>();
        List<Map.Entry<ParameterName, NvWish>> all = new ArrayList<>(wishes.entrySet());
        for (int i = 0; i < all.size(); i++) {
            for (NvWish own : withImplied(all.get(i))) {
                for (int j = i + 1; j < all.size(); j++) {
                    for (NvWish other : withImplied(all.get(j))) {
                        if (own.contradicts(other)) {
                            contradicted.add(all.get(i).getKey());
                            contradicted.add(all.get(j).getKey());
                            refusals.add(new Refusal(
                                    all.get(i).getKey().toString(),
                                    "",
                                    own + " is given more than one value for the same bits, by " + other
                                            + " as well; give one",
                                    List.of()));
                        }
                    }
                }
            }
        }
        contradicted.forEach(wishes::remove);
    }

    /** The wish, and the one for the bit that makes it valid. */
    static List<NvWish> withImplied(Map.Entry<ParameterName, NvWish> entry) {
        ParameterName name = entry.getKey();
        NvWish wish = entry.getValue();
        return name.parameter().validBit().isEmpty() ? List.of(wish) : List.of(wish, NvWish.valid(wish.item(), name));
    }
}
