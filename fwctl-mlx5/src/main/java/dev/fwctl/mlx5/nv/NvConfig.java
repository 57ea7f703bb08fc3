// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlDevice;
import dev.fwctl.Progress;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.internal.Nulls;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.nv.NvStore.Content;
import dev.fwctl.mlx5.nv.ParameterRefusedException.Refusal;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.lock.HardwareLock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The NV configuration of a device: the parameters that survive power-off, by the names that the public tools use.
 *
 * <pre>{@code
 * NvConfig configuration = mlx5.configuration();
 * configuration.read("NUM_OF_VFS").next();                        // 16
 * configuration.write(Map.of("SRIOV_EN", true, "NUM_OF_VFS", 32));
 * configuration.waiting();                                         // both: they wait for a reset
 * }</pre>
 *
 * <p>A parameter is a few bits of a TLV, which the firmware reads and writes as a whole. Each TLV is fetched once in
 * each mode that is asked for, and whether the firmware has it is asked once in the life of this object: reading two
 * parameters of one TLV in all three modes takes four RPCs. A write reads the TLV, changes just these bits, and writes
 * it back. It lands in {@link NvMode#NEXT}; {@link FirmwareReset} tells what makes it live.
 *
 * <p>Reading needs no more than scope {@code DEBUG_READ_ONLY}, writing {@code CONFIGURATION}; neither taints the kernel.
 * Writing takes {@code AccessPolicy.configure()}.
 *
 * <p>Thread-safe: a TLV is read, changed and written under the {@linkplain HardwareLock lock of the card}, which all
 * writers of this library share, in this process and others. Other tools are not kept out: the firmware has no lock.
 */
public final class NvConfig {
    private static final Set<NvMode> ALL_MODES = EnumSet.allOf(NvMode.class);

    private final FwctlDevice device;
    private final NvStore store;
    private final NvOwner owner;

    /**
     * The configuration of an open device, over its registers; {@code Mlx5Device.configuration()} is the way to it.
     *
     * @param device the device
     * @param registers its registers
     */
    public static NvConfig of(FwctlDevice device, Registers registers) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(registers, "registers");
        return new NvConfig(device, new NvStore(registers), NvOwner.OWN);
    }

    private NvConfig(FwctlDevice device, NvStore store, NvOwner owner) {
        this.device = device;
        this.store = store;
        this.owner = owner;
    }

    /**
     * The configuration of another function, on devices that serve several hosts. Only parameters that each host or
     * function has for itself differ.
     *
     * @param other whose
     * @return a view that shares with this one what is known of the device
     */
    public NvConfig of(NvOwner other) {
        Objects.requireNonNull(other, "other");
        return new NvConfig(device, store, other);
    }

    /**
     * Reads a parameter in all modes.
     *
     * @param name as the public tools spell it: {@code SRIOV_EN}, {@code LINK_TYPE_P2}, {@code MODULE_SPLIT_M0[3]}
     * @return its values
     * @throws dev.fwctl.layout.UnknownNameException if no such parameter is known, with near names
     * @throws IllegalArgumentException if it names several, as a range of elements does
     * @throws ParameterRefusedException if the device does not have it
     */
    public NvReading read(String name) {
        Objects.requireNonNull(name, "name");
        return readings(List.of(ParameterName.parse(name)), ALL_MODES, new ArrayList<>())
                .get(0);
    }

    /**
     * Reads parameters in all modes.
     *
     * @param names as the public tools spell them; a range, {@code MODULE_SPLIT_M0[0..3]}, stands for its elements
     * @return their values, in the order of the names
     * @throws ParameterRefusedException if any is not known or the device does not have it, with all of them and near
     *     names
     */
    public List<NvReading> read(Collection<String> names) {
        Objects.requireNonNull(names, "names");
        return read(names, ALL_MODES);
    }

    /**
     * Reads parameters.
     *
     * @param names as the public tools spell them; a range, {@code MODULE_SPLIT_M0[0..3]}, stands for its elements
     * @param modes which values; each mode takes one RPC for each TLV
     * @return their values, in the order of the names
     * @throws ParameterRefusedException if any is not known or the device does not have it, with all of them and near
     *     names
     */
    public List<NvReading> read(Collection<String> names, Set<NvMode> modes) {
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(modes, "modes");
        List<ParameterName> parsed = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (String name : names) {
            Objects.requireNonNull(name, "an element of names");
            try {
                parsed.addAll(ParameterName.parseAll(name));
            } catch (IllegalArgumentException e) {
                refusals.add(NvWishes.refusal(name, e));
            }
        }
        return readings(parsed, checked(modes), refusals);
    }

    private static Set<NvMode> checked(Set<NvMode> modes) {
        if (modes.isEmpty()) {
            throw new IllegalArgumentException("name at least one mode to read: " + ALL_MODES);
        }
        return modes;
    }

    private List<NvReading> readings(List<ParameterName> names, Set<NvMode> modes, List<Refusal> refusals) {
        NvSession session = new NvSession(store);
        List<NvReading> readings = new ArrayList<>();
        for (ParameterName name : names) {
            session.reading(item(name), name, modes).ifPresentOrElse(readings::add, () -> refusals.add(absent(name)));
        }
        if (!refusals.isEmpty()) {
            throw ParameterRefusedException.reading(device.node(), refusals);
        }
        return List.copyOf(readings);
    }

    /**
     * Reads all parameters that the device has, those that it does not offer included.
     *
     * @return their values, and whether they are offered
     */
    public List<NvReading> readAll() {
        return readAll(ALL_MODES);
    }

    /**
     * Reads all parameters that the device has, those that it does not offer included. One whose TLV the firmware refuses
     * to read has no values, and the refusal as the reason why it is not offered.
     *
     * @param modes which values
     * @return their values, and whether they are offered
     */
    public List<NvReading> readAll(Set<NvMode> modes) {
        Nulls.in(modes, "modes");
        return readAll(modes, Progress.NONE);
    }

    /**
     * As {@link #readAll(Set)}.
     *
     * @param modes which values
     * @param progress told of each TLV of the catalog; what it throws ends the reading
     */
    public List<NvReading> readAll(Set<NvMode> modes, Progress progress) {
        Nulls.in(modes, "modes");
        Objects.requireNonNull(progress, "progress");
        checked(modes);
        NvSession session = new NvSession(store);
        NvPorts ports = store.ports();
        List<NvReading> readings = new ArrayList<>();
        List<Tlv> tlvs = List.copyOf(ParameterCatalog.host().tlvs());
        for (int i = 0; i < tlvs.size(); i++) {
            Tlv tlv = tlvs.get(i);
            List<Parameter> named =
                    tlv.parameters().stream().filter(Parameter::named).toList();
            for (NvItem item : named.isEmpty() ? List.<NvItem>of() : NvInstances.of(session, ports, tlv, owner)) {
                for (Parameter parameter : named) {
                    ParameterName name = new ParameterName(parameter, item.instance(), -1);
                    session.listed(item, name, modes).ifPresent(readings::add);
                }
            }
            progress.at(device.node().stableKey(), "reading TLVs", i + 1, tlvs.size());
        }
        return List.copyOf(readings);
    }

    /**
     * The parameters whose changes wait for a reset: what comes next is not what holds now.
     *
     * @return their values; empty if nothing waits
     */
    public List<NvReading> waiting() {
        return readAll(EnumSet.of(NvMode.NEXT, NvMode.CURRENT)).stream()
                .filter(NvReading::waits)
                .toList();
    }

    /**
     * Whether the device offers a parameter, and if not, why.
     *
     * @param name as the public tools spell it
     * @return whether it does
     * @throws dev.fwctl.layout.UnknownNameException if no such parameter is known, with near names
     */
    public Offer offer(String name) {
        Objects.requireNonNull(name, "name");
        ParameterName parsed = ParameterName.parse(name);
        NvSession session = new NvSession(store);
        NvItem item = item(parsed);
        Optional<Content> content = session.content(item, NvMode.NEXT);
        if (content.isEmpty() || !session.has(item, parsed.parameter(), content.get())) {
            return Offer.no(absent(parsed).reason());
        }
        return NvCheck.offer(session, item, parsed.parameter());
    }

    /**
     * Changes parameters: reads each TLV concerned, changes just these bits, checks the whole, and writes it back. Where
     * a parameter counts only if another bit says that it is valid, that bit is set as well. A TLV that has these values
     * already is not written.
     *
     * <p>This is the low-level way, for a program that knows only mlx5 and needs no way back: no plan, no journal, no
     * reading back. {@code dev.fwctl.settings.Settings} has all three, for any vendor. Both hold the same lock.
     *
     * @param values by name: a {@code Boolean}, a number, or a text such as {@code ETH}, {@code 2}, {@code 0x2},
     *     {@code True}; for a whole array a {@code List} of these; for a range of elements a {@code List}, or one value
     *     for each of them; for bytes a {@code byte[]} or hexadecimal digits
     * @return what changed, in the order of the values
     * @throws ParameterRefusedException with all that is wrong: parameters that are not known, or that the device does not
     *     have or offer; values that mean nothing, are out of range, do not fit the others, or contradict each other;
     *     nothing was changed
     * @throws Mlx5Exception if the firmware refuses, and nothing was changed
     * @throws NvWriteException if a write of several TLVs broke off, or it is not known whether one was written; it says
     *     what became of each
     */
    public List<NvChange> write(Map<String, ?> values) {
        Objects.requireNonNull(values, "values");
        return NvWrite.write(device, store, NvWishes.of(owner, values));
    }

    /**
     * Forgets what was stored of the TLV that a parameter is in, so that factory values come next for it and for all
     * other parameters of that TLV.
     *
     * @param name the parameter, as the public tools spell it, or the name of the TLV for TLVs of no port or module
     * @throws dev.fwctl.layout.UnknownNameException if neither is known, with near names
     * @throws Mlx5Exception if the firmware refuses
     */
    public void reset(String name) {
        Objects.requireNonNull(name, "name");
        ParameterCatalog catalog = ParameterCatalog.host();
        NvItem item = catalog.tlvs().stream()
                .filter(tlv ->
                        tlv.name().equals(name) && tlv.tlvClass().suffix().isEmpty())
                .findFirst()
                .map(tlv -> NvItem.of(tlv, 0, owner))
                .orElseGet(() -> item(ParameterName.parse(name)));
        HardwareLock.holding(device, () -> store.invalidate(item));
    }

    /**
     * Forgets all that was stored, so that factory values come next for every parameter.
     *
     * @throws Mlx5Exception if the firmware refuses
     */
    public void resetAll() {
        HardwareLock lock = HardwareLock.take(device, HardwareLock.PATIENCE);
        try {
            store.invalidateAll();
        } finally {
            lock.close();
        }
    }

    private NvItem item(ParameterName name) {
        return NvWishes.item(owner, name);
    }

    private Refusal absent(ParameterName name) {
        return new Refusal(
                name.toString(),
                "",
                "the firmware does not have it (" + item(name) + " is missing, shorter or older)",
                List.of());
    }
}
