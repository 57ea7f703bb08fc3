// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import dev.fwctl.testkit.contract.Ioctl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes sequences from a seed: each begins with all cards plugged in and nothing open, and ends so. */
final class Generator {
    private static final int MAX_RPC = 2 << 20;

    private final Dice dice;
    private final Places places;
    private final Payloads payloads;
    private final boolean quiet;

    /**
     * A generator.
     *
     * @param seed whatever it makes follows from it
     * @param address where regions lie
     * @param features of the CXL device
     * @param quiet no call gets as far as to taint the kernel
     */
    Generator(long seed, ToLongFunction<Region> address, FeatureTable features, boolean quiet) {
        dice = new Dice(seed);
        places = new Places(dice, address);
        payloads = new Payloads(dice, places, features);
        this.quiet = quiet;
    }

    List<Step> sequence() {
        List<Step> steps = new ArrayList<>();
        @Nullable Card[] open = new Card[Step.HANDLES];
        Set<Card> gone = EnumSet.noneOf(Card.class);
        int length = 3 + dice.below(12);
        while (steps.size() < length) {
            int handle = dice.below(steps.size() < 2 ? 1 : Step.HANDLES);
            if (dice.oneIn(150)) {
                Card card = dice.oneOf(Card.values());
                steps.add(gone.remove(card) ? new Step.Plug(card) : unplug(gone, card));
                continue;
            }
            Card behind = open[handle];
            if (behind == null || dice.oneIn(20)) {
                Card card = dice.oneOf(Card.values());
                open[handle] = card;
                steps.add(new Step.Open(handle, card, suffix(), flags()));
            } else if (dice.oneIn(20)) {
                steps.add(dice.oneIn(2) ? new Step.Close(handle) : new Step.Status(handle));
            } else {
                steps.add(ioctl(handle, behind));
            }
        }
        for (int handle = 0; handle < open.length; handle++) {
            if (open[handle] != null) {
                steps.add(new Step.Close(handle));
            }
        }
        gone.forEach(card -> steps.add(new Step.Plug(card)));
        return steps;
    }

    private static Step unplug(Set<Card> gone, Card card) {
        gone.add(card);
        return new Step.Unplug(card);
    }

    private String suffix() {
        return dice.oneIn(30) ? dice.oneOf(new String[] {"/", "x", "/x", "/.", "/.."}) : "";
    }

    /** Flags that every processor numbers alike; creating files is not for nodes. */
    private int flags() {
        return dice.of(0, 0, 2, 2, 1, 0x80000, 0x80002)
                | (dice.oneIn(8) ? dice.of(0x800, 0x400, 0x200, 0x100, 0x200000, 3) : 0);
    }

    private Step ioctl(int handle, Card card) {
        boolean info = dice.oneIn(8);
        long request = info ? Ioctl.INFO : Ioctl.RPC;
        if (dice.oneIn(25)) {
            request = dice.ofLongs(
                    0x9A02,
                    0x9AFF,
                    0xC0189A00L,
                    0x40209A01L,
                    0x9B01,
                    0x9900,
                    request | 1L << 40,
                    request | 0xffffffffL << 32);
        }
        List<Step.Write> memory = new ArrayList<>();
        int size = info ? 24 : 32;
        byte[] structure = info ? info() : rpc(card, memory);
        int claimed = dice.oneIn(10) ? size(size) : size;
        byte[] bytes = java.util.Arrays.copyOf(structure, Math.max(size, Math.min(claimed < 0 ? size : claimed, 160)));
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(0, claimed);
        if (bytes.length > size && dice.oneIn(2)) {
            bytes[size + dice.below(bytes.length - size)] = 1;
        }
        long argument = argument(size);
        write(memory, Region.ARGUMENT, argument, bytes);
        return new Step.Ioctl(handle, request, argument, memory);
    }

    /** Writes as much as there is room for; nothing outside of the region. */
    private void write(List<Step.Write> memory, Region region, long address, byte[] bytes) {
        long start = places.start(region);
        if (address >= start && address < start + region.size) {
            int fits = (int) Math.min(bytes.length, start + region.size - address);
            memory.add(new Step.Write(address, java.util.Arrays.copyOf(bytes, fits)));
        }
    }

    private long argument(int size) {
        long start = places.start(Region.ARGUMENT);
        if (!dice.oneIn(20)) {
            return start;
        }
        return switch (dice.below(6)) {
            case 0 -> start + Region.ARGUMENT.size - size;
            case 1 -> start + Region.ARGUMENT.size - size + 1 + dice.below(size);
            case 2 -> start + 1 + dice.below(40);
            case 3 -> places.start(Region.CONSTANT);
            default -> places.of(Region.ARGUMENT, size);
        };
    }

    private int size(int right) {
        return dice.of(0, 3, 4, right - 1, right + 1, right + 8, 128, 4096, 65536, 65537, -1, right);
    }

    private byte[] info() {
        int room = dice.of(0, 4, 8, 16, 64, 7, 4096, 65536, MAX_RPC, -1);
        return ByteBuffer.allocate(24)
                .order(ByteOrder.nativeOrder())
                .putInt(4, dice.oneIn(15) ? dice.of(1, -1) : 0)
                .putInt(8, (int) dice.any())
                .putInt(12, room)
                .putLong(16, places.of(Region.OUTPUT, room == -1 ? 64 : room))
                .array();
    }

    private byte[] rpc(Card card, List<Step.Write> memory) {
        byte[] request = payloads.of(card);
        long in = places.start(Region.INPUT) + 8L * dice.below(8);
        byte[] attached = payloads.attached();
        int sent = request.length;
        if (dice.oneIn(12)) {
            sent = dice.of(0, 15, 16, 4096, 65536, MAX_RPC, MAX_RPC + 1, -1, Integer.MIN_VALUE);
            in = places.of(Region.INPUT, sent < 0 ? 64 : sent);
        } else if (dice.oneIn(25)) {
            in = places.of(Region.INPUT, sent);
        }
        long argument = places.start(Region.ARGUMENT);
        if (payloads.hasOwn(card) && in >= argument && in < argument + Region.ARGUMENT.size) {
            in = places.start(Region.INPUT); // the structure itself may read as a command that tells of the model
        }
        // What is read is what was written, wherever that is and however much more of it.
        write(memory, Region.INPUT, in, payloads.inFull(card, request));
        memory.add(new Step.Write(places.start(Region.LARGE), attached));
        int room = dice.of(16, 24, 48, 64, 64, 80, 256, 4096, 8192);
        if (dice.oneIn(8)) {
            room = dice.of(0, 7, 8, 12, 15, 17, 65536, MAX_RPC, MAX_RPC + 1, -1);
        }
        int scope = dice.of(0, 1, 1, 2, 3, 3);
        if (dice.oneIn(20)) {
            scope = dice.of(4, 5, 255, -1, Integer.MIN_VALUE);
        }
        if (quiet && (scope == 2 || scope == 3)) {
            // Refused for its length, before the scope is looked at.
            sent = MAX_RPC + 1;
        }
        return ByteBuffer.allocate(32)
                .order(ByteOrder.nativeOrder())
                .putInt(4, scope)
                .putInt(8, sent)
                .putInt(12, room)
                .putLong(16, in)
                .putLong(24, places.of(Region.OUTPUT, room < 0 ? 64 : room))
                .array();
    }
}
