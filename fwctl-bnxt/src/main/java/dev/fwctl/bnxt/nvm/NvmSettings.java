// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.FwctlDevice;
import dev.fwctl.ParentDevice;
import dev.fwctl.bnxt.report.FunctionCapabilities;
import dev.fwctl.bnxt.report.Reports;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The NVM options of an open device. */
public final class NvmSettings implements DeviceSettings {
    private static final int FIRST_FID = 1;

    private final FwctlDevice device;
    private @Nullable FunctionCapabilities capabilities;

    private NvmSettings(FwctlDevice device) {
        this.device = device;
    }

    /** The options of an open device of the driver bnxt_en; {@code Settings.of(device)} is the way to them. */
    public static NvmSettings of(FwctlDevice device) {
        return new NvmSettings(Objects.requireNonNull(device, "device"));
    }

    /** The options that a device of this driver may have. */
    public static Stream<Setting> definitions() {
        return Arrays.stream(NvmOption.values()).map(NvmOption::definition);
    }

    private synchronized FunctionCapabilities capabilities() {
        FunctionCapabilities known = capabilities;
        if (known == null) {
            known = Reports.of(device).capabilities();
            capabilities = known;
        }
        return known;
    }

    /** The card's serial number; the functions of a card have one. Older firmware tells none. */
    @Override
    public Hardware hardware() {
        String serial = String.valueOf(capabilities().fields().get("device_serial_number"));
        if (!serial.isEmpty() && serial.chars().anyMatch(digit -> digit != '0')) {
            return Hardware.of("bnxt serial " + serial, "FUNC_QCAPS");
        }
        ParentDevice parent = device.node().parent();
        String address = parent.pci().map(pci -> pci.address()).orElse(parent.name());
        int function = address.lastIndexOf('.');
        return Hardware.at("bnxt " + (function < 0 ? address : address.substring(0, function)));
    }

    @Override
    public List<Unit> units() {
        return Arrays.stream(NvmOption.values())
                .<Unit>map(option -> new NvmUnit(device, option, option.ofFunction() ? index() : 0))
                .toList();
    }

    /** As the kernel's devlink code indexes what belongs to a function. */
    private int index() {
        return Math.max(0, capabilities().fid() - FIRST_FID);
    }

    @Override
    public Optional<Set<String>> resetsNeeded() {
        if (!capabilities().nvmOptionAction()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (Reports.of(device).status().nvmOptionAction()) {
                    case "NVMOPT_ACTION_NONE" -> Set.of();
                    case "NVMOPT_ACTION_HOTRESET" -> Set.of("hot reset of the firmware");
                    case "NVMOPT_ACTION_WARMBOOT" -> Set.of("warm boot");
                    case "NVMOPT_ACTION_COLDBOOT" -> Set.of("cold boot");
                    default -> Set.of("reset that this version does not know");
                });
    }
}
