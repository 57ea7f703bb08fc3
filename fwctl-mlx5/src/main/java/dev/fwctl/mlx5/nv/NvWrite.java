// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.nv.NvStore.Content;
import dev.fwctl.mlx5.nv.ParameterRefusedException.Refusal;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.lock.HardwareLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One write of parameters: gather, check, write. Confined to one thread. */
final class NvWrite {
    private final FwctlNode node;
    private final NvStore store;
    private final NvSession session;
    private final Map<ParameterName, NvWish> wishes;
    private final Map<NvItem, byte[]> originals = new LinkedHashMap<>();
    private final List<Refusal> refusals;

    private NvWrite(FwctlNode node, NvStore store, NvWishes wishes) {
        this.node = node;
        this.store = store;
        this.session = new NvSession(store);
        this.wishes = wishes.granted();
        this.refusals = new ArrayList<>(wishes.refusals());
    }

    /** Writes values by name. */
    static List<NvChange> write(FwctlDevice device, NvStore store, NvWishes wishes) {
        return HardwareLock.holding(device, () -> {
            NvWrite write = new NvWrite(device.node(), store, wishes);
            write.prepare();
            write.refuse();
            write.send();
            return write.changes();
        });
    }

    private void prepare() {
        List<ParameterName> planned = new ArrayList<>();
        for (Map.Entry<ParameterName, NvWish> wish : wishes.entrySet()) {
            if (grant(wish)) {
                planned.add(wish.getKey());
            }
        }
        // Only now is the whole plan known, and rules look at several parameters.
        planned.forEach(this::check);
    }

    private void refuse() {
        if (!refusals.isEmpty()) {
            throw ParameterRefusedException.writing(node, refusals);
        }
    }

    private void refuse(ParameterName name, String why) {
        refusals.add(new Refusal(name.toString(), "", why, List.of()));
    }

    private List<NvChange> changes() {
        List<NvChange> changes = new ArrayList<>();
        wishes.forEach((name, wish) -> {
            NvItem item = wish.item();
            changes.add(new NvChange(
                    name.toString(),
                    NvValue.read(item.tlv(), name, original(item)),
                    NvValue.read(item.tlv(), name, session.plan(item))));
        });
        return List.copyOf(changes);
    }

    /** Whether the device has the parameter; if so, the plan now has its value. */
    private boolean grant(Map.Entry<ParameterName, NvWish> wish) {
        ParameterName name = wish.getKey();
        NvItem item = wish.getValue().item();
        try {
            if (!session.support(item).writable()) {
                refuse(
                        name,
                        session.support(item).readable()
                                ? "it can only be read (" + item + ")"
                                : "the firmware does not have it (" + item + " is missing)");
                return false;
            }
            Optional<Content> content = session.content(item, NvMode.NEXT);
            if (content.isEmpty() || !session.has(item, name.parameter(), content.get())) {
                refuse(name, "the firmware does not have it (" + item + " is missing, shorter or older)");
                return false;
            }
        } catch (Mlx5Exception e) {
            refuse(name, "the firmware refuses to read it: " + e.getMessage());
            return false;
        }
        originals.computeIfAbsent(item, one -> session.plan(one).clone());
        NvWishes.withImplied(wish).forEach(one -> one.grant(session.plan(item)));
        return true;
    }

    private void check(ParameterName name) {
        NvItem item = item(name);
        Offer offer = NvCheck.offer(session, item, name.parameter());
        if (offer.state() == Offer.State.NO) {
            refuse(name, offer.reason());
            return;
        }
        Object raw = NvValue.read(item.tlv(), name, session.plan(item)).raw();
        List<?> numbers = raw instanceof List<?> list ? list : List.of(raw);
        for (Object number : numbers) {
            if (number instanceof Long value) {
                NvCheck.value(session, item, name.parameter(), value).ifPresent(why -> refuse(name, why));
            }
        }
    }

    private List<NvItem> changed() {
        return session.planned().keySet().stream()
                .filter(item -> !Arrays.equals(original(item), session.plan(item)))
                .toList();
    }

    private List<ParameterName> of(NvItem item) {
        return wishes.keySet().stream().filter(name -> item(name).equals(item)).toList();
    }

    /** Writes what differs. If one fails, those before it are put back, as far as the device lets us. */
    private void send() {
        Map<NvItem, NvWriteException.State> states = new LinkedHashMap<>();
        changed().forEach(item -> states.put(item, NvWriteException.State.NOT_WRITTEN));
        for (NvItem item : List.copyOf(states.keySet())) {
            try {
                store.write(item, before(item), after(item));
                states.put(item, NvWriteException.State.WRITTEN);
            } catch (RuntimeException e) {
                states.put(item, NvOutcome.of(e));
                undo(states, e);
                throw e;
            }
        }
    }

    /** Throws if there is anything to say that the cause does not. */
    private void undo(Map<NvItem, NvWriteException.State> states, RuntimeException cause) {
        boolean touched = false;
        for (Map.Entry<NvItem, NvWriteException.State> entry : states.entrySet()) {
            if (entry.getValue() == NvWriteException.State.NOT_WRITTEN) {
                continue;
            }
            touched = true;
            try {
                boolean unknown = entry.getValue() == NvWriteException.State.UNKNOWN;
                if (!unknown || isWritten(entry.getKey())) {
                    store.write(
                            entry.getKey(),
                            before(entry.getKey()),
                            before(entry.getKey()).data());
                    entry.setValue(NvWriteException.State.PUT_BACK);
                }
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
        if (touched) {
            List<NvWriteException.Part> parts = new ArrayList<>();
            states.forEach((item, state) -> parts.add(new NvWriteException.Part(
                    item.toString(),
                    of(item).stream().map(ParameterName::toString).toList(),
                    state)));
            throw new NvWriteException(node, parts, cause);
        }
    }

    /** If the firmware shows the new data, it took it; if it shows the old, it may still be about to. */
    private boolean isWritten(NvItem item) {
        return store.read(item, NvMode.NEXT)
                .filter(now -> Arrays.equals(now.data(), after(item)))
                .isPresent();
    }

    private Content before(NvItem item) {
        return session.content(item, NvMode.NEXT).orElseThrow();
    }

    /** As long as the device's TLV is. */
    private byte[] after(NvItem item) {
        return Arrays.copyOf(session.plan(item), before(item).data().length);
    }

    private byte[] original(NvItem item) {
        byte[] bytes = originals.get(item);
        return bytes != null ? bytes : session.plan(item);
    }

    private NvItem item(ParameterName name) {
        NvWish wish = wishes.get(name);
        if (wish == null) {
            throw new IllegalArgumentException(name + " is not among the parameters of this write");
        }
        return wish.item();
    }
}
