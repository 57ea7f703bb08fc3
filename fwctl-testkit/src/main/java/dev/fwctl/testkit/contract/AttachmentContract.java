// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fwctl.Attachment;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.testkit.contract.watch.AddressWatch;
import dev.fwctl.testkit.contract.watch.ShortenedCommand;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The rules V16 to V19 about memory that a request points at: a part of {@link VendorModuleContract}, which a module
 * implements. Those that need such memory are skipped where no sample has any.
 */
public interface AttachmentContract extends ModuleOnTrial {
    /**
     * Replies that are known beforehand, at least one for each way in which memory goes from the device.
     *
     * @return none skips the rule about them
     */
    default List<KnownPayload<?>> knownPayloads() {
        return List.of();
    }

    /** {@link ContractRule#V16}. */
    @Test
    @Proves(ContractRule.V16)
    default void decodersSurviveHostileMemory() {
        ContractRule.V16.holds(place(), () -> {
            SplittableRandom random = new SplittableRandom(20261126);
            List<Sample<?, ?>> written = samples().stream()
                    .filter(sample -> !ValidAnswer.fromDevice(sample).isEmpty())
                    .toList();
            if (written.isEmpty()) {
                throw ContractRule.skip("no sample points at memory that the driver writes");
            }
            try (HostileDevice hostile = HostileDevice.servedBy(module())) {
                for (Sample<?, ?> sample : written) {
                    ValidAnswer valid = ValidAnswer.to(sample, this);
                    assertTimeoutPreemptively(
                            HostileDevice.patience(hostileReplies()),
                            () -> hostile.hostileMemory(sample, valid, random, hostileReplies()),
                            () -> "the decoder of " + sample + " did not end");
                }
            }
        });
    }

    /** {@link ContractRule#V17}. */
    @Test
    @Proves(ContractRule.V17)
    default void noAddressIsKept() {
        ContractRule.V17.holds(place(), () -> {
            Fwctl system = fwctl().orElseThrow(() -> ContractRule.skip("fwctl() names no system with a device to try"));
            for (Sample<?, ?> sample : ModuleProbe.samples(this)) {
                Recorded.requireNoAddress(sample, this, system);
            }
        });
    }

    /** {@link ContractRule#V18}. */
    @Test
    @Proves(ContractRule.V18)
    default void knownPayloadsArrive() {
        ModuleProbe.onDevice(this, ContractRule.V18, device -> {
            if (knownPayloads().isEmpty()) {
                throw ContractRule.skip("knownPayloads() names none");
            }
            knownPayloads().forEach(payload -> payload.arrives(device));
        });
    }

    /** {@link ContractRule#V19}. */
    @Test
    @Proves(ContractRule.V19)
    default void memoryThatIsTooShortIsNotSent() {
        ContractRule.V19.holds(place(), () -> {
            Fwctl system = fwctl().orElseThrow(() -> ContractRule.skip("fwctl() names no system with a device to try"));
            AddressWatch watch = new AddressWatch(system.syscalls());
            watch.holdBack(); // what is not refused must not reach a real driver
            boolean tried = false;
            Fwctl ofThisModule = system.withModules(List.of(module())).withSyscalls(watch);
            try (FwctlDevice device = open(ofThisModule)) {
                for (Sample<?, ?> sample : samples()) {
                    tried |= refuseShortened(sample, device, watch);
                }
            }
            if (!tried) {
                throw ContractRule.skip("no sample points at memory");
            }
        });
    }

    private static <Q, R> boolean refuseShortened(Sample<Q, R> sample, FwctlDevice device, AddressWatch watch) {
        boolean tried = false;
        List<Attachment> attachments = AttachmentProbe.attachments(sample);
        for (int index = 0; index < attachments.size(); index++) {
            if (attachments.get(index).room() > 0) {
                tried = true;
                Sample<Q, R> shorter = new Sample<>(new ShortenedCommand<>(sample.command(), index), sample.request());
                long before = watch.rpcs();
                String what = sample + ", a byte of memory less at "
                        + attachments.get(index).name();
                requireRefusal(shorter, device, what);
                assertEquals(before, watch.rpcs(), what + ": it was refused, but only after it had been sent");
            }
        }
        return tried;
    }

    private static void requireRefusal(Sample<?, ?> shorter, FwctlDevice device, String what) {
        try {
            shorter.call(device);
        } catch (IllegalArgumentException refused) {
            return;
        } catch (FwctlException sent) {
            // Held back from the kernel, which it would have reached.
        }
        throw new AssertionError(
                what + ": it was sent; the module's attachments(ByteBuffer) does not say how much the driver takes");
    }
}
