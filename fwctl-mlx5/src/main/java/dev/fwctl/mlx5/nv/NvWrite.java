// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlNode;
import dev.fwctl.layout.Field;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.nv.NvStore.Content;
import dev.fwctl.mlx5.nv.ParameterRefusedException.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One write of parameters: plan, check, write. */
final class NvWrite {
    private final FwctlNode node;
    private final NvStore store;
    private final NvSession session;
    private final NvOwner owner;
    private final Map<ParameterName, Object> values;
    private final Map<NvItem, byte[]> originals = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    /** A write of values by name; a range of elements takes a list, or one value for all of them. */
    static NvWrite of(FwctlNode node, NvStore store, NvOwner owner, Map<String, ?> values) {
        Map<ParameterName, Object> parsed = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            List<ParameterName> elements = ParameterName.parseAll(name);
            for (int i = 0; i < elements.size(); i++) {
                if (parsed.put(elements.get(i), each(name, value, elements.size(), i)) != null) {
                    throw new IllegalArgumentException(elements.get(i) + " is given more than one value");
                }
            }
        });
        return new NvWrite(node, store, owner, parsed);
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

    private NvWrite(FwctlNode node, NvStore store, NvOwner owner, Map<ParameterName, Object> values) {
        this.node = node;
        this.store = store;
        this.session = new NvSession(store);
        this.owner = owner;
        this.values = values;
    }

    /** Writes, unless it is only to be told what would change. */
    List<NvChange> run(boolean send) {
        List<ParameterName> planned = new ArrayList<>();
        values.forEach((name, value) -> {
            if (plan(name, value)) {
                planned.add(name);
            }
        });
        // Only now is the whole plan known, and rules look at several parameters.
        planned.forEach(this::check);
        if (!refusals.isEmpty()) {
            throw ParameterRefusedException.writing(node, refusals);
        }
        if (send) {
            send();
        }
        List<NvChange> changes = new ArrayList<>();
        for (ParameterName name : values.keySet()) {
            NvItem item = item(name);
            changes.add(new NvChange(
                    name.toString(),
                    NvValue.read(item.tlv(), name, original(item)),
                    NvValue.read(item.tlv(), name, session.plan(item))));
        }
        return List.copyOf(changes);
    }

    /** Whether the device has the parameter; if so, the plan now has its value. */
    private boolean plan(ParameterName name, Object value) {
        NvItem item = item(name);
        if (!session.support(item).writable()) {
            String why = session.support(item).readable()
                    ? "it can only be read (" + item + ")"
                    : "the firmware does not have it (" + item + " is missing)";
            refusals.add(new Refusal(name.toString(), why));
            return false;
        }
        Optional<Content> content = session.content(item, NvMode.NEXT);
        if (content.isEmpty() || !session.has(item, name.parameter(), content.get())) {
            refusals.add(new Refusal(
                    name.toString(), "the firmware does not have it (" + item + " is missing, shorter or older)"));
            return false;
        }
        originals.computeIfAbsent(item, one -> session.plan(one).clone());
        put(item, name, value, ByteBuffer.wrap(session.plan(item)));
        String valid = name.parameter().validBit();
        if (!valid.isEmpty()) {
            item.tlv().layout().field(valid).set(ByteBuffer.wrap(session.plan(item)), 0, 1);
        }
        return true;
    }

    private static void put(NvItem item, ParameterName name, Object value, ByteBuffer data) {
        Parameter parameter = name.parameter();
        if (parameter.type() == Parameter.Type.BYTES && name.index() < 0) {
            item.tlv().layout().write(data, 0, Map.of(parameter.field(), octets(name, value)));
        } else if (parameter.type() == Parameter.Type.STRING) {
            item.tlv().layout().write(data, 0, Map.of(parameter.field(), value));
        } else if (parameter.count() > 0 && name.index() < 0) {
            putAll(item, name, value, data);
        } else {
            Field field = NvValue.field(item.tlv(), name);
            field.set(data, 0, NvValue.parse(field, value));
        }
    }

    private static byte[] octets(ParameterName name, Object value) {
        int length = name.parameter().elements();
        byte[] bytes = new byte[0];
        if (value instanceof byte[] given) {
            bytes = given;
        } else if (value instanceof CharSequence text) {
            String digits = text.toString().trim().replaceFirst("^0[xX]", "");
            bytes = digits.matches("([0-9a-fA-F]{2})*") ? HexFormat.of().parseHex(digits) : bytes;
        }
        if (bytes.length != length) {
            throw new IllegalArgumentException(name + " is " + length + " bytes: give them as a byte[] or as "
                    + length * 2 + " hexadecimal digits, or one of them, " + name + "[0]");
        }
        return bytes;
    }

    private static void putAll(NvItem item, ParameterName name, Object value, ByteBuffer data) {
        Parameter parameter = name.parameter();
        if (!(value instanceof List<?> elements) || elements.size() != parameter.count()) {
            throw new IllegalArgumentException(name + " is an array: give a list of its " + parameter.count()
                    + " elements, or name one, " + name + "[0], or for one value in all of them " + name + "[0.."
                    + (parameter.count() - 1) + "]");
        }
        for (int i = 0; i < elements.size(); i++) {
            Field field = NvValue.field(item.tlv(), name.element(i));
            field.set(data, 0, NvValue.parse(field, elements.get(i)));
        }
    }

    private void check(ParameterName name) {
        NvItem item = item(name);
        Offer offer = NvCheck.offer(session, item, name.parameter());
        if (offer.state() == Offer.State.NO) {
            refusals.add(new Refusal(name.toString(), offer.reason()));
            return;
        }
        Object raw = NvValue.read(item.tlv(), name, session.plan(item)).raw();
        List<?> numbers = raw instanceof List<?> list ? list : List.of(raw);
        for (Object number : numbers) {
            if (number instanceof Long value) {
                NvCheck.value(session, item, name.parameter(), value)
                        .ifPresent(why -> refusals.add(new Refusal(name.toString(), why)));
            }
        }
    }

    /** Writes what differs. If the firmware refuses one, those before it are put back, as far as it lets us. */
    private void send() {
        List<NvItem> written = new ArrayList<>();
        for (Map.Entry<NvItem, byte[]> entry : session.planned().entrySet()) {
            NvItem item = entry.getKey();
            if (Arrays.equals(original(item), entry.getValue())) {
                continue;
            }
            try {
                write(item, entry.getValue());
                written.add(item);
            } catch (RuntimeException e) {
                putBack(written, e);
                throw e;
            }
        }
    }

    private void putBack(List<NvItem> written, RuntimeException cause) {
        for (NvItem item : written) {
            try {
                write(item, original(item));
            } catch (RuntimeException e) {
                cause.addSuppressed(new IllegalStateException(item + " was written and could not be put back", e));
            }
        }
    }

    private void write(NvItem item, byte[] data) {
        Content before = session.content(item, NvMode.NEXT).orElseThrow();
        store.write(item, before, Arrays.copyOf(data, before.data().length));
    }

    private byte[] original(NvItem item) {
        byte[] bytes = originals.get(item);
        return bytes != null ? bytes : session.plan(item);
    }

    private NvItem item(ParameterName name) {
        return NvItem.of(ParameterCatalog.host().tlv(name.parameter()), name.instance(), owner);
    }
}
