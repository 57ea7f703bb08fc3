// SPDX-License-Identifier: Apache-2.0
package org.example.dsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.NotReachedException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.Reach;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.VendorModule;
import dev.fwctl.pds.PdsDevice;
import dev.fwctl.pds.PdsException;
import dev.fwctl.pds.PdsModule;
import dev.fwctl.pds.PdsOperation;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A product's operations come in a jar of their own, by what is public alone, beside the module of their transport. */
class DscModuleTest implements VendorModuleContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    DscModuleTest() {
        kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), PdsDriver.of(PdsFirmware.lab()));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Override
    public VendorModule module() {
        return new DscModule();
    }

    @Override
    public List<Sample<?, ?>> samples() {
        return List.of(new Sample<>(ReadSlot.COMMAND, 2), new Sample<>(ReadSlot.COMMAND, 99));
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(kernel.fwctl());
    }

    /** It has no column in the report: nobody sells it. */
    @Override
    public String place() {
        return "";
    }

    @Override
    @Test
    @Disabled("a test folder that is patched into a named module brings no services")
    public void theModuleIsAService() {}

    /** Documented and a read, so the usual policy lets it through, while the same bytes by number need another one. */
    @Test
    void aDocumentedOperationIsACommandLikeAnyOther() {
        try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
            assertEquals(25, device.call(ReadSlot.COMMAND, 2)[0]);
            assertThrows(PdsException.class, () -> device.call(ReadSlot.COMMAND, 99));
            PdsOperation same = new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION);
            assertThrows(
                    PolicyRefusedException.class, () -> PdsDevice.of(device).call(same, new byte[] {2, 0, 0, 0}, 64));
        }
    }

    /** Whichever of the two is found first, the transport says how much memory the driver takes, and what its type is. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheTransportKnowsHoldsBesideAModuleThatDoesNot(boolean first) {
        VendorModule careless = new Reader(Effects.unknown(), Reach.UNKNOWN);
        List<VendorModule> both = first ? List.of(careless, new PdsModule()) : List.of(new PdsModule(), careless);
        AccessPolicy all = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);
        try (FwctlDevice device =
                kernel.fwctl().withModules(both).withPolicy(all).open("fwctl0")) {
            assertEquals("PDS", device.info().type().name());
            RpcSlot slot = device.newSlot(48, 48).attach(Attachment.fromDevice("out.payload", 40, 63));
            slot.request().putInt(0, 0x10001).putInt(4, 0x10).putInt(36, 64);
            assertTrue(
                    assertThrows(IllegalArgumentException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 48, 48))
                            .getMessage()
                            .contains("the driver takes 64 bytes"));
        }
        assertFalse(kernel.isTainted());
    }

    /** Of two that read the same bytes, the one that knows of a change is believed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOneModuleKnowsOfRawBytesTheOtherDoesNotTakeAway(boolean first) {
        VendorModule harmless = new Reader(Effects.none(Effects.Source.SPECIFICATION), Reach.UNKNOWN);
        VendorModule harmful = new Reader(
                Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE), Reach.UNKNOWN);
        List<VendorModule> both = first ? List.of(harmless, harmful) : List.of(harmful, harmless);
        assertThrows(PolicyRefusedException.class, () -> sendRaw(both));
        assertThrows(OutcomeUnknownException.class, () -> sendRaw(List.of(harmless)), "the policy let it through");
    }

    /** Of two that know what the driver's errno means, the one for which more may have happened is believed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMostCarefulReadingOfAnErrnoHolds(boolean first) {
        Effects harmless = Effects.none(Effects.Source.SPECIFICATION);
        VendorModule notReached = new Reader(harmless, Reach.NOT_REACHED);
        VendorModule refused = new Reader(harmless, Reach.REFUSED);
        List<VendorModule> both = first ? List.of(notReached, refused) : List.of(refused, notReached);
        assertThrows(FirmwareException.class, () -> sendRaw(both));
        assertThrows(NotReachedException.class, () -> sendRaw(List.of(notReached)));
    }

    /** The payload's address is nobody's: where the policy lets it through, the driver cannot write there. */
    private void sendRaw(List<VendorModule> modules) {
        AccessPolicy reads = AccessPolicy.readOnly().withUndocumented(RpcScope.CONFIGURATION);
        try (FwctlDevice device =
                kernel.fwctl().withModules(modules).withPolicy(reads).open("fwctl0")) {
            RpcSlot slot = device.newSlot(48, 48);
            slot.request().putInt(0, 0x10001).putInt(4, 0x10).putInt(36, 64).putLong(40, 1);
            device.rpc(slot, RpcScope.CONFIGURATION, 48, 48);
        }
    }

    /** A module that says the same of every raw request. */
    private record Reader(Effects effects, Reach reach) implements VendorModule {
        @Override
        public String name() {
            return effects + " " + reach;
        }

        @Override
        public Reach reach(Errno errno) {
            return reach;
        }

        @Override
        public Set<String> drivers() {
            return Set.of("pds_core");
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }

        @Override
        public Effects effects(ByteBuffer request) {
            return effects;
        }
    }
}
