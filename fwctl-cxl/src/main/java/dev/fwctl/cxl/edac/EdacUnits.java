// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.model.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of EDAC for a CXL memory device as units of settings: what Linux lets user space set of the Features that it
 * keeps for itself. Reading and writing them uses no fwctl scope and taints nothing; writing needs {@code CAP_SYS_RAWIO}
 * whatever the file's mode.
 *
 * <p>ECS's {@code log_entry_type} is one byte that every field-replaceable unit shows, and is listed once, with the first;
 * the names that it has with the others lead to it too.
 *
 * <p>Source: {@code Documentation/edac/}, {@code drivers/edac/scrub.c}, {@code ecs.c} and {@code drivers/cxl/core/edac.c}
 * of Linux 7.3.
 */
public final class EdacUnits {
    private EdacUnits() {}

    /**
     * The units of a device.
     *
     * @param device the device
     * @param memdev its name, for example {@code mem1}
     * @return in the order of their names; empty where the kernel has no EDAC for it
     */
    public static List<Unit> of(FwctlDevice device, String memdev) {
        return of(device, memdev, SysfsFiles.REAL);
    }

    static List<Unit> of(FwctlDevice device, String memdev, SysfsFiles files) {
        Path folder = device.system().root().resolve("sys/bus/edac/devices/cxl_" + memdev);
        List<String> parts = parts(folder);
        if (parts.isEmpty()) {
            return List.of();
        }
        FwctlDevice reached = device.through(new EdacSeam(device.system().syscalls(), folder, files));
        List<Unit> units = new ArrayList<>();
        for (String part : parts) {
            for (EdacSetting setting : EdacSetting.values()) {
                List<String> alike = setting.isShared() ? showing(setting, parts, folder) : List.of(part);
                if (isThere(setting, part, folder) && alike.get(0).equals(part)) {
                    units.add(new EdacUnit(reached, setting, alike));
                }
            }
        }
        return units;
    }

    private static boolean isThere(EdacSetting setting, String part, Path folder) {
        return setting.isOf(part) && Files.exists(folder.resolve(part).resolve(setting.file()));
    }

    private static List<String> showing(EdacSetting setting, List<String> parts, Path folder) {
        return parts.stream().filter(part -> isThere(setting, part, folder)).toList();
    }

    private static List<String> parts(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(scrub|ecs_fru)\\d+"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
