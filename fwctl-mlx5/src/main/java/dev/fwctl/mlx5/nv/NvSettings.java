// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.FwctlDevice;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.catalog.Tlv;
import dev.fwctl.mlx5.internal.SharedFields;
import dev.fwctl.mlx5.register.Registers;
import dev.fwctl.mlx5.register.ResetTrigger;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.Unit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The NV configuration of a device as settings. The name of a parameter of another function than that of the node ends with
 * {@code @host.function}, both numbers: {@code PF_TOTAL_SF@0.1}.
 */
public final class NvSettings implements DeviceSettings {
    private static final Pattern OF_FUNCTION = Pattern.compile("(.*)@(\\d{1,3})\\.(\\d{1,3})");

    private static final Pattern KEY = Pattern.compile("nv/0x([0-9a-f]{8})( of function \\d+)?");

    private final FwctlDevice device;
    private final Registers registers;
    private final NvStore store;
    private final int function;
    private final Map<NvItem, NvUnit> units = new ConcurrentHashMap<>();

    private NvSettings(FwctlDevice device, Registers registers) {
        this.device = device;
        this.registers = registers;
        this.store = new NvStore(registers);
        this.function = device.node()
                .parent()
                .pci()
                .map(pci -> pci.address())
                .map(address -> Integer.parseInt(address.substring(address.lastIndexOf('.') + 1), 16))
                .orElse(0);
    }

    /**
     * The settings of an open device. Asks it for nothing.
     *
     * @param device the device
     * @param registers its registers
     */
    public static NvSettings of(FwctlDevice device, Registers registers) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(registers, "registers");
        return new NvSettings(device, registers);
    }

    /** All parameters that have a public name, as definitions. */
    public static List<Setting> definitions() {
        return List.copyOf(NvDefinitions.host().named());
    }

    /**
     * The parameters that no public tool names, as {@code tlv.field}: chiefly what a device's firmware says of what it can
     * do. Dependencies refer to them.
     */
    public static List<Setting> unnamed() {
        return NvDefinitions.host().unnamed().toList();
    }

    /** The named parameters of switches, for a list that is whole: no fwctl driver of Linux reaches a switch. */
    public static List<Setting> ofSwitches() {
        return List.copyOf(NvDefinitions.switches().named());
    }

    NvStore store() {
        return store;
    }

    NvUnit unit(NvItem item) {
        NvUnit known = units.get(item);
        if (known == null) {
            known = new NvUnit(this, item, function);
            units.put(item, known);
        }
        return known;
    }

    @Override
    public Hardware hardware() {
        try {
            ByteBuffer mgir = registers.read(RegisterType.MGIR);
            long mac = SharedFields.baseMac(mgir);
            if (mac != 0) {
                return Hardware.of(String.format(Locale.ROOT, "mlx5 base MAC %012x", mac), "MGIR");
            }
        } catch (Mlx5Exception | UnsupportedByDeviceException e) {
            // A firmware that does not tell who it is.
        }
        String key = device.node().stableKey();
        int dot = key.lastIndexOf('.');
        return Hardware.at("mlx5 " + (dot < 0 ? key : key.substring(0, dot)));
    }

    @Override
    public List<Place> find(String name) {
        Objects.requireNonNull(name, "name");
        Matcher matcher = OF_FUNCTION.matcher(name);
        NvOwner owner = NvOwner.OWN;
        String bare = name;
        if (matcher.matches()) {
            owner = NvOwner.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
            bare = matcher.group(1);
        }
        List<Place> places = new ArrayList<>();
        for (ParameterName one : ParameterName.parseAll(bare)) {
            places.add(new NvPlace(this, unit(NvWishes.item(owner, one)), one));
        }
        return places;
    }

    @Override
    public List<Unit> units() {
        NvSession session = new NvSession(store);
        NvPorts ports = store.ports();
        List<Unit> found = new ArrayList<>();
        for (Tlv tlv : ParameterCatalog.host().tlvs()) {
            if (tlv.parameters().stream().anyMatch(parameter -> parameter.named())) {
                NvInstances.of(session, ports, tlv, NvOwner.OWN).forEach(item -> found.add(unit(item)));
            }
        }
        return found;
    }

    @Override
    public Optional<Unit> unit(String key) {
        Objects.requireNonNull(key, "key");
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int type = Integer.parseUnsignedInt(matcher.group(1), 16);
        NvOwner other = NvOwner.of(type >> 18 & 0x3f, type >> 10 & 0xff);
        return Stream.of(NvOwner.OWN, other)
                .flatMap(owner -> NvItem.ofType(type, owner).stream())
                .map(this::unit)
                .filter(unit ->
                        unit.key().equals(key) && store.support(unit.item()).readable())
                .findFirst()
                .map(unit -> unit);
    }

    @Override
    public Optional<Set<String>> resetsNeeded() {
        try {
            long mask = SharedFields.MFRL_TRIGGER.get(registers.read(RegisterType.MFRL), 0);
            Set<String> needed = new TreeSet<>();
            for (ResetTrigger trigger : ResetTrigger.of(mask)) {
                needed.add(trigger.text());
                mask &= ~(1L << trigger.bit());
            }
            BitSet.valueOf(new long[] {mask}).stream().forEach(bit -> needed.add("reset trigger " + bit));
            return Optional.of(needed);
        } catch (Mlx5Exception | UnsupportedByDeviceException e) {
            return Optional.empty();
        }
    }
}
