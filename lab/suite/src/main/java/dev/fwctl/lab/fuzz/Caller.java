// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The process that takes a sequence's steps in one world, and what it sees apart from its memory. */
final class Caller {
    private static final long S_IFMT_AND_MODE = 0177777;

    final World world;
    private final int[] descriptors = new int[Step.HANDLES];
    private final Set<Card> plugged = EnumSet.allOf(Card.class);

    Caller(World world) {
        this.world = world;
        Arrays.fill(descriptors, -1);
    }

    /** Takes a step; what came of it. */
    String take(Step step) {
        if (step instanceof Step.Open open) {
            closeIfOpen(open.handle());
            Path node = world.root().resolve("dev/fwctl");
            int fd = world.syscalls().open(node + "/" + world.node(open.card()) + open.suffix(), open.flags());
            descriptors[open.handle()] = Math.max(fd, -1);
            return fd < 0 ? Integer.toString(fd) : "open";
        }
        if (step instanceof Step.Close close) {
            int fd = descriptors[close.handle()];
            descriptors[close.handle()] = -1;
            return Integer.toString(world.syscalls().close(fd));
        }
        if (step instanceof Step.Status status) {
            return status(descriptors[status.handle()]);
        }
        if (step instanceof Step.Ioctl ioctl) {
            for (Step.Write write : ioctl.memory()) {
                put(write);
            }
            int result = world.syscalls().ioctl(descriptors[ioctl.handle()], ioctl.request(), ioctl.argument());
            return Integer.toString(result);
        }
        if (step instanceof Step.Unplug unplug) {
            if (plugged.remove(unplug.card())) {
                world.unplug(unplug.card());
            }
            return facts();
        }
        Card card = ((Step.Plug) step).card();
        if (plugged.add(card)) {
            world.plug(card);
        }
        return world.node(card) + " " + facts();
    }

    /** Closes all files, and begins with cards that come from the factory. */
    void restart() {
        tidy();
        world.restart();
    }

    /** Closes all files, plugs in what is missing, and makes memory look as at first: the cards keep their state. */
    void tidy() {
        for (int handle = 0; handle < descriptors.length; handle++) {
            closeIfOpen(handle);
        }
        for (Card card : Card.values()) {
            if (plugged.add(card)) {
                world.plug(card);
            }
        }
        for (Region region : Region.values()) {
            if (region.writable) {
                world.memory(region).put(0, region.pattern());
            }
        }
    }

    /** A fixed order of names makes facts comparable: what sysfs and /dev list now. */
    String facts() {
        return list("dev/fwctl") + " " + list("sys/class/fwctl");
    }

    private List<String> list(String folder) {
        try (Stream<Path> files = Files.list(world.root().resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeIfOpen(int handle) {
        if (descriptors[handle] >= 0) {
            world.syscalls().close(descriptors[handle]);
            descriptors[handle] = -1;
        }
    }

    /** Mode and minor number; the major number is each kernel's own. */
    private String status(int fd) {
        long status = world.syscalls().fstat(fd);
        return status < 0 ? Long.toString(status) : (status >> 32 & S_IFMT_AND_MODE) + " " + (status & 0xfffff);
    }

    private void put(Step.Write write) {
        for (Region region : Region.values()) {
            long offset = write.address() - world.address(region);
            if (region.writable && offset >= 0 && offset + write.bytes().length <= region.size) {
                world.memory(region).put((int) offset, write.bytes());
                return;
            }
        }
        throw new IllegalArgumentException("no region has " + write);
    }
}
