// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import static java.util.Objects.requireNonNull;

import dev.fwctl.Fwctl;
import dev.fwctl.seam.Syscalls;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** The kernel below this process, and the lab's devices. */
final class LabWorld implements World {
    private static final int TAINT_FWCTL = 19;
    private static final Path NODES = Path.of("/sys/class/fwctl");

    /** How a card is found and unplugged: a part of its path in sysfs, its driver's folder, its name there. */
    private record Slot(String path, Path driver, String name) {}

    private final Map<Region, ByteBuffer> memory = new EnumMap<>(Region.class);
    private final Map<Region, Long> addresses = new EnumMap<>(Region.class);
    private final Map<Card, Slot> slots = new EnumMap<>(Card.class);
    private final Slot secondFunction;
    private final Map<Card, String> names = new EnumMap<>(Card.class);
    private boolean tainted;

    /**
     * This kernel.
     *
     * @param address where memory is to lie
     */
    LabWorld(ToLongFunction<Region> address) {
        slots.put(Card.CXL, new Slot("/cxl_mem.1/", Path.of("/sys/bus/platform/drivers/cxl_mock_mem"), "cxl_mem.1"));
        slots.put(Card.MLX5, pci("mlx5_core", 0));
        slots.put(Card.BNXT, pci("bnxt_en", 0));
        slots.put(Card.PDS, pci("pds_core", 0));
        secondFunction = pci("bnxt_en", 1);
        slots.forEach((card, slot) -> names.put(card, find(slot).orElseThrow()));
        for (Region region : Region.values()) {
            long start = address.applyAsLong(region);
            memory.put(region, JnaMemory.map(region, start));
            addresses.put(region, start);
        }
    }

    /** The first, second ... device of a driver, in the order of their addresses. */
    private static Slot pci(String driver, int index) {
        Path folder = Path.of("/sys/bus/pci/drivers", driver);
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(folder, "0000:*")) {
            Set<String> found = new TreeSet<>();
            devices.forEach(device -> found.add(device.getFileName().toString()));
            String name = found.stream().skip(index).findFirst().orElseThrow();
            return new Slot("/" + name, folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Numbers numbers() {
        Map<Card, Integer> cards = new EnumMap<>(Card.class);
        names.forEach((card, name) -> cards.put(card, number(name)));
        int second = number(find(secondFunction).orElseThrow());
        Set<Integer> others = new HashSet<>();
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(NODES)) {
            nodes.forEach(node -> others.add(number(node.getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        others.removeAll(cards.values());
        others.remove(second);
        return new Numbers(cards, second, others);
    }

    private static int number(String node) {
        return Integer.parseInt(node.substring("fwctl".length()));
    }

    private static Optional<String> find(Slot slot) {
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(NODES)) {
            for (Path node : nodes) {
                if ((node.resolve("device").toRealPath() + "/")
                        .contains(slot.path() + (slot.path().endsWith("/") ? "" : "/"))) {
                    return Optional.of(node.getFileName().toString());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Syscalls syscalls() {
        return Fwctl.system().syscalls();
    }

    @Override
    public Path root() {
        return Path.of("/");
    }

    @Override
    public ByteBuffer memory(Region region) {
        return requireNonNull(memory.get(region));
    }

    @Override
    public long address(Region region) {
        return requireNonNull(addresses.get(region));
    }

    @Override
    public String node(Card card) {
        return requireNonNull(names.get(card));
    }

    @Override
    public void unplug(Card card) {
        order(requireNonNull(slots.get(card)), "unbind");
    }

    @Override
    public void plug(Card card) {
        Slot slot = requireNonNull(slots.get(card));
        order(slot, "bind");
        names.put(card, find(slot).orElseThrow(() -> new IllegalStateException("no node of " + slot)));
    }

    @Override
    public void restart() {
        for (Card card : Card.values()) {
            unplug(card);
        }
        order(secondFunction, "unbind");
        for (Card card : Card.values()) {
            plug(card);
        }
        order(secondFunction, "bind");
    }

    private static void order(Slot slot, String order) {
        try (FileOutputStream out =
                new FileOutputStream(slot.driver().resolve(order).toFile())) {
            out.write(slot.name().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It never goes away again. */
    @Override
    public boolean tainted() {
        if (!tainted) {
            try (FileInputStream file = new FileInputStream("/proc/sys/kernel/tainted")) {
                byte[] text = new byte[64];
                int length = file.read(text);
                tainted = (Long.parseLong(new String(text, 0, length, StandardCharsets.US_ASCII).strip()) >> TAINT_FWCTL
                                & 1)
                        != 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tainted;
    }
}
