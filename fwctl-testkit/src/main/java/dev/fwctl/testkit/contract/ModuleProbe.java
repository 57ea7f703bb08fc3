// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.NotReachedException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trials that {@link VendorModuleContract} makes with one sample. */
final class ModuleProbe {
    static final AccessPolicy EVERYTHING = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    private static final int GUARD = 64;
    private static final byte UNTOUCHED = (byte) 0xee;

    /** A test on a device. */
    interface Body {
        void run(FwctlDevice device) throws Exception;
    }

    private ModuleProbe() {}

    static void onDevice(ModuleOnTrial contract, ContractRule rule, Body body) {
        rule.holds(contract.place(), () -> {
            Fwctl system = contract.fwctl()
                    .orElseThrow(() -> ContractRule.skip("fwctl() names no system with a device to try"));
            try (FwctlDevice device = contract.open(system)) {
                body.run(device);
            }
        });
    }

    /** The samples to try; where there is none, nothing was tried, and the rule does not hold for it. */
    static List<Sample<?, ?>> samples(ModuleOnTrial contract) {
        if (contract.samples().isEmpty()) {
            throw ContractRule.skip("samples() is empty: there is no request to try");
        }
        return contract.samples();
    }

    /** What a module gave, which must not be null: a rule that meets one names who gave it. */
    static <T> T given(String who, String what, @Nullable T value) {
        if (value == null) {
            throw new AssertionError(who + ": " + what + " is null");
        }
        return value;
    }

    static List<Command<?, ?>> commands(VendorModule module) {
        List<Command<?, ?>> commands = given("the module " + module.name(), "commands()", module.commands());
        for (Command<?, ?> command : commands) {
            given("the module " + module.name(), "an element of commands()", command);
            given("a command of the class " + command.getClass().getName(), "name()", command.name());
        }
        return commands;
    }

    static <Q> Effects effects(Sample<Q, ?> sample) {
        return given(
                sample.command().name(),
                "effects(" + sample.request() + ")",
                sample.command().effects(sample.request()));
    }

    static RpcScope leastScope(Sample<?, ?> sample) {
        return given(sample.command().name(), "leastScope(" + sample.request() + ")", sample.leastScope());
    }

    /** Encodes into exactly the room that the command asked for, with guards around it. Returns what it wrote. */
    static <Q> byte[] encodeInside(Sample<Q, ?> sample) {
        int size = sample.command().requestSize(sample.request());
        int room = sample.command().responseSize(sample.request());
        if (size < 0 || size > FwctlDevice.MAX_RPC_BYTES || room < 0 || room > FwctlDevice.MAX_RPC_BYTES) {
            throw new AssertionError(sample + " announces " + size + " bytes, and " + room + " for the reply");
        }
        return inside(size, sample.toString(), into -> sample.command().encode(sample.request(), into));
    }

    /** What is written into exactly that many bytes, with guards around them. */
    static byte[] inside(int size, String what, Consumer<ByteBuffer> encoder) {
        ByteBuffer memory = ByteBuffer.allocateDirect(GUARD + size + GUARD);
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, i < GUARD || i >= GUARD + size ? UNTOUCHED : 0);
        }
        // As in a device's slot, memory goes on behind the limit.
        ByteBuffer into =
                memory.slice(GUARD, size + GUARD).order(ByteOrder.LITTLE_ENDIAN).limit(size);
        encoder.accept(into);
        for (int i = 0; i < GUARD; i++) {
            if (memory.get(i) != UNTOUCHED || memory.get(GUARD + size + i) != UNTOUCHED) {
                throw new AssertionError(what + " is encoded outside of the " + size + " bytes that it announces");
            }
        }
        byte[] written = new byte[size];
        memory.get(GUARD, written);
        return written;
    }

    /** Empty if the driver passed the RPC on, whatever the firmware made of it; else what the driver said. */
    static String refusal(VendorModuleContract contract, FwctlDevice device, Sample<?, ?> sample, RpcScope scope) {
        try {
            sample.call(device, scope);
            return "";
        } catch (FirmwareException | MalformedReplyException e) {
            return "";
        } catch (NotReachedException e) {
            Errno leave = contract.errnosOfLeave().get(sample.command().name());
            if (leave != null && e.errno().equals(Optional.of(leave))) {
                return "";
            }
            if (e instanceof RejectedException || e instanceof PermissionDeniedException) {
                return String.valueOf(e.getMessage());
            }
            throw e;
        }
    }

    /** A node of a driver, as sysfs would show it. */
    static FwctlNode nodeOf(String driver) {
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            kernel.plug(
                    Placement.platform("some.0"),
                    SimulatedDriver.of(driver, 0, (scope, request, outLength) -> Answer.of(request)));
            return kernel.fwctl().node("fwctl0");
        }
    }
}
