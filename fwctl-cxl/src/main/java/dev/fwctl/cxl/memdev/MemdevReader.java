// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.FwctlNode;
import dev.fwctl.ParentDevice;
import dev.fwctl.ParentDevice.PciFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds CXL memory devices in sysfs: /sys/bus/cxl/devices/memN. */
final class MemdevReader {
    private static final Pattern NAME = Pattern.compile("mem(\\d{1,9})");
    private static final Pattern DEV = Pattern.compile("(\\d{1,9}):(\\d{1,9})");
    private static final Pattern PCI = Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");

    /** The least that a mailbox holds, by specification. */
    private static final int LEAST_PAYLOAD = 256;

    private final Path root;
    private final Path devices;

    MemdevReader(Path root) {
        this.root = root;
        this.devices = root.resolve("sys/bus/cxl/devices");
    }

    List<String> names() {
        if (!Files.isDirectory(devices)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(devices)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(3))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The memory device of a name or stable key. */
    Optional<FwctlNode> find(String wanted) {
        return node(wanted)
                .or(() -> names().stream()
                        .flatMap(name -> node(name).stream())
                        .filter(node -> node.stableKey().equals(wanted))
                        .findFirst());
    }

    /** The memory device as a node, with the stable key that its fwctl node has if there is one. */
    private Optional<FwctlNode> node(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path device;
        try {
            device = devices.resolve(name).toRealPath();
        } catch (IOException e) {
            return Optional.empty();
        }
        Matcher number = DEV.matcher(text(device.resolve("dev")));
        if (!number.matches()) {
            return Optional.empty();
        }
        Path seat = device.getParent() == null ? device : device.getParent();
        String serial = text(device.resolve("serial"));
        return Optional.of(new FwctlNode(
                name,
                root.resolve("dev/cxl").resolve(name),
                Integer.parseInt(number.group(1)),
                Integer.parseInt(number.group(2)),
                link(device.resolve("driver")).or(() -> link(seat.resolve("driver"))),
                new ParentDevice(name, "cxl", device, pci(device)),
                List.of(),
                List.of(),
                Optional.of(name),
                "cxl-" + fileName(seat) + (serial.isEmpty() ? "" : "-" + serial)));
    }

    /** How many bytes of payload a command carries at most, as sysfs says. */
    int payloadSize(FwctlNode node) {
        try {
            int size = Integer.parseInt(text(node.parent().path().resolve("payload_max")));
            return Math.max(LEAST_PAYLOAD, Math.min(size, GetLog.MAX_LENGTH));
        } catch (NumberFormatException e) {
            return LEAST_PAYLOAD;
        }
    }

    private static Optional<PciFunction> pci(Path device) {
        for (Path path = device; path != null && path.getFileName() != null; path = path.getParent()) {
            if (PCI.matcher(fileName(path)).matches()) {
                return Optional.of(
                        new PciFunction(fileName(path), id(path.resolve("vendor")), id(path.resolve("device"))));
            }
        }
        return Optional.empty();
    }

    private static int id(Path file) {
        try {
            return Integer.decode(text(file)) & 0xffff;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Optional<String> link(Path link) {
        try {
            return Optional.of(fileName(Files.readSymbolicLink(link)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
