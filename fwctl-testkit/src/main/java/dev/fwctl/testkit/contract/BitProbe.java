// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rule {@link ContractRule#V20}: raw requests that are samples with other bits, under a policy that lets only those through
 * whose bytes the module calls a read. What the device answers to its reads is what a write would have changed.
 */
final class BitProbe {
    private static final AccessPolicy READS = AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY);
    /** Opcodes, methods and modifiers stand at the front of every vendor's requests. */
    private static final int FRONT_BYTES = 16;

    private static final int PAIRS = 64;
    /** More than the second by which a device counts its uptime. */
    private static final long TICK_MILLIS = 1100;

    private final List<Sample<?, ?>> samples;
    private final FwctlDevice device;
    private final RpcSlot slot;
    private int sent;

    private BitProbe(List<Sample<?, ?>> samples, FwctlDevice device) {
        this.samples = samples;
        this.device = device;
        this.slot = device.newSlot(0, 0);
    }

    static void run(VendorModuleContract contract, Fwctl any) {
        Fwctl system = any.withModules(List.of(contract.module()));
        FwctlNode node = contract.node(system)
                .orElseThrow(() -> ContractRule.skip("no device of the system is served by the module"));
        try (FwctlDevice device = system.withPolicy(READS).open(node)) {
            BitProbe probe = new BitProbe(contract.samples(), device);
            probe.tryAll(new SplittableRandom(20261126));
            if (probe.sent == 0) {
                throw ContractRule.skip("the module calls no raw request a read, so that none is sent");
            }
        }
    }

    private void tryAll(SplittableRandom random) {
        List<byte[]> steady = answers();
        forgetWhatDiffers(steady, answers());
        for (Sample<?, ?> sample : samples) {
            byte[] request = ModuleProbe.encodeInside(sample);
            List<byte[]> variants = variants(request, random);
            int room = room(sample);
            if (send(List.of(request), room) > 0) {
                // Behind a short reply there may be leftovers of the one before it: a read changes these, too.
                forgetWhatDiffers(steady, answers());
            }
            if (send(variants, room) > 0 && !same(steady, answers()) && !changesByItself(steady)) {
                throw new AssertionError("a raw request that readOnly() lets through, made of " + sample
                        + ", changed what the device answers: " + culprit(variants, room));
            }
        }
    }

    /** Whether all that differs is what a clock or a counter of the device changes, which is then no longer looked at. */
    private boolean changesByItself(List<byte[]> steady) {
        List<byte[]> now = answers();
        try {
            Thread.sleep(TICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<byte[]> later = answers();
        for (int i = 0; i < steady.size(); i++) {
            if (!Arrays.equals(now.get(i), later.get(i))) {
                steady.set(i, new byte[0]);
            }
        }
        return same(steady, later);
    }

    private static <Q> int room(Sample<Q, ?> sample) {
        return sample.command().responseSize(sample.request());
    }

    /** Sent once more, one by one; a write that is repeated may change nothing, and then there is no telling which it was. */
    private String culprit(List<byte[]> variants, int room) {
        for (byte[] variant : variants) {
            List<byte[]> before = answers();
            if (send(List.of(variant), room) > 0 && !same(before, answers())) {
                return HexFormat.of().formatHex(variant, 0, Math.min(variant.length, 64));
            }
        }
        return "one of " + variants.size() + " with other bits in the first " + FRONT_BYTES + " bytes";
    }

    /** Each bit of the front, some pairs of them, and small numbers in each of its bytes. */
    private static List<byte[]> variants(byte[] request, SplittableRandom random) {
        List<byte[]> variants = new ArrayList<>();
        int bits = 8 * Math.min(request.length, FRONT_BYTES);
        for (int bit = 0; bit < bits; bit++) {
            variants.add(flipped(request, bit));
        }
        for (int i = 0; i < PAIRS && bits > 0; i++) {
            variants.add(flipped(flipped(request, random.nextInt(bits)), random.nextInt(bits)));
        }
        for (int i = 0; i < bits / 8; i++) {
            for (int number = 0; number < 4; number++) {
                byte[] variant = request.clone();
                variant[i] = (byte) number;
                variants.add(variant);
            }
        }
        return variants;
    }

    private static byte[] flipped(byte[] request, int bit) {
        byte[] variant = request.clone();
        variant[bit / 8] ^= (byte) (1 << (bit % 8));
        return variant;
    }

    /** Sends what the policy lets through; returns how many that were. */
    private int send(List<byte[]> variants, int room) {
        int through = 0;
        for (byte[] variant : variants) {
            slot.require(variant.length, room).request().put(0, variant);
            try {
                device.rpc(slot, RpcScope.DEBUG_READ_ONLY, variant.length, room);
                through++;
            } catch (FwctlException e) {
                // the driver or the firmware refused it, or did not: the reads tell
                through += e instanceof PolicyRefusedException ? 0 : 1;
            }
        }
        sent += through;
        return through;
    }

    /** What the device answers to each sample that the policy takes for a read. */
    private List<byte[]> answers() {
        List<byte[]> answers = new ArrayList<>();
        for (Sample<?, ?> sample : samples) {
            answers.add(isDocumentedRead(sample) ? answer(sample) : new byte[0]);
        }
        return answers;
    }

    private static boolean isDocumentedRead(Sample<?, ?> sample) {
        return ModuleProbe.effects(sample).isReadOnly()
                && sample.command().specification().isPublic()
                && !ModuleProbe.leastScope(sample).taints();
    }

    private byte[] answer(Sample<?, ?> sample) {
        byte[] request = ModuleProbe.encodeInside(sample);
        int room = room(sample);
        slot.require(request.length, room).request().put(0, request);
        try {
            int length = device.rpc(slot, RpcScope.DEBUG_READ_ONLY, request.length, room);
            byte[] answer = new byte[Math.min(length, room)];
            slot.response().get(0, answer);
            return answer;
        } catch (FwctlException e) {
            return new byte[0];
        }
    }

    /** Counters and clocks say something else each time: no write is needed for that. */
    private static void forgetWhatDiffers(List<byte[]> steady, List<byte[]> again) {
        for (int i = 0; i < steady.size(); i++) {
            if (!Arrays.equals(steady.get(i), again.get(i))) {
                steady.set(i, new byte[0]);
            }
        }
    }

    private static boolean same(List<byte[]> steady, List<byte[]> now) {
        for (int i = 0; i < steady.size(); i++) {
            if (steady.get(i).length > 0 && !Arrays.equals(steady.get(i), now.get(i))) {
                return false;
            }
        }
        return true;
    }
}
