// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.Command;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.capability.FunctionTarget;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.command.RawRequest;
import dev.fwctl.mlx5.nv.NvConfig;
import dev.fwctl.mlx5.nv.ParameterRefusedException;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.mlx5.status.Mlx5Status;
import dev.fwctl.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The changes to an mlx5 device, the number of RPCs that they take, and every way to be refused. */
class Mlx5ConfigurationTest {
    private static final int MNVDA = 0x9024;
    private static final int MNVQC = 0x9030;
    /** What mstconfig takes to read all parameters of this model in one mode; see lab/compare-mstflint. */
    private static final int OTHER_CLIENT = 1855;

    private final Mlx5Model model = Mlx5Model.of(1);
    private FwctlDevice device;
    private Mlx5Device mlx5;

    @BeforeEach
    void open() {
        model.write("next_status", "clear");
        model.write("nv_pattern", "0");
        device = model.open(AccessPolicy.configure());
        mlx5 = Mlx5Device.of(device);
        model.forgetRpcs();
    }

    @AfterEach
    void close() {
        model.write("next_status", "clear");
        model.write("nv_every_port", "N");
        device.close();
    }

    @Test
    void readingAllTakesFewerThanHalfOfTheRpcs() {
        int parameters = mlx5.configuration().readAll().size();
        assertTrue(parameters > 808, parameters + " parameters");
        assertTrue(model.rpcs() < OTHER_CLIENT / 2, model.rpcs() + " RPCs");
        assertEquals(1, model.highestScope());
    }

    /** Some firmware does: ports and modules are counted by what the device says of itself. */
    @Test
    void firmwareThatAnswersForPortsThatAreNotThereIsNotBelieved() {
        int settings = Settings.of(device).readAll().size();
        int rpcs = model.rpcs();
        assertTrue(rpcs < OTHER_CLIENT / 2, rpcs + " RPCs");
        model.write("nv_every_port", "Y");
        model.forgetRpcs();
        assertEquals(settings, Settings.of(device).readAll().size());
        assertTrue(model.rpcs() <= rpcs, model.rpcs() + " RPCs, and " + rpcs + " where it refuses");
    }

    @Test
    void twoParametersOfOneTlv() {
        NvConfig configuration = mlx5.configuration();
        configuration.read(List.of("SRIOV_EN", "NUM_OF_VFS"));
        assertEquals(4, model.rpcs());
        assertEquals(1, model.rpcs(MNVQC));
        assertEquals(3, model.rpcs(MNVDA));
        model.forgetRpcs();
        Mlx5Device.of(device).configuration().write(Map.of("SRIOV_EN", true, "NUM_OF_VFS", 33));
        assertTrue(model.rpcs() <= 6, model.rpcs() + " RPCs");
        assertEquals(1, model.highestScope());
        assertEquals("33", configuration.read("NUM_OF_VFS").next().orElseThrow().text());
        assertEquals(
                "8", configuration.read("NUM_OF_VFS").current().orElseThrow().text());
        assertTrue(FirmwareReset.read(mlx5).waits());
        assertFalse(FirmwareReset.options(mlx5).isEmpty());
        configuration.reset("NUM_OF_VFS");
        assertEquals("0", configuration.read("NUM_OF_VFS").next().orElseThrow().text());
    }

    @Test
    void whatIsOutOfRangeNeverReachesTheFirmware() {
        mlx5.configuration().read("NUM_OF_VFS");
        model.forgetRpcs();
        ParameterRefusedException e = assertThrows(
                ParameterRefusedException.class, () -> mlx5.configuration().write(Map.of("NUM_OF_VFS", 200)));
        assertTrue(e.getMessage().contains("200 is above the maximum, 127"), e.getMessage());
        assertEquals(
                "16",
                mlx5.configuration().read("NUM_OF_VFS").next().orElseThrow().text());
    }

    @Test
    void anotherFunctionsCapabilities() {
        FunctionTarget target = FunctionTarget.function(2);
        assertEquals(17, mlx5.capabilities().current("GENERAL", target).number("log_max_qp"));
        mlx5.capabilities().set("GENERAL", target, Map.of("log_max_qp", 12));
        assertEquals(12, mlx5.capabilities().current("GENERAL", target).number("log_max_qp"));
        assertEquals(24, mlx5.capabilities().current("GENERAL", target).number("log_max_cq"));
        mlx5.capabilities().set("GENERAL", target, Map.of("log_max_qp", 17));
        assertEquals(0, model.highestScope());
    }

    @Test
    void everyStatusComesThroughWithItsSyndrome() {
        for (Mlx5Status status : Mlx5Status.values()) {
            if (status != Mlx5Status.OK) {
                model.write("next_status", "opcode=0x101 status=" + status.code() + " syndrome=0x1234abcd");
                Mlx5Exception e =
                        assertThrows(Mlx5Exception.class, () -> mlx5.commands().adapter(), status.name());
                assertEquals(status, e.known().orElseThrow());
                assertEquals(0x1234abcd, e.syndrome());
            }
        }
        mlx5.commands().adapter();
    }

    @Test
    void theKernelsRefusalsAreExplained() {
        Command<RawRequest, byte[]> issi = Mlx5Commands.named().stream()
                .filter(command -> command.name().equals("mlx5.query-issi"))
                .findFirst()
                .orElseThrow();
        RejectedException scope = assertThrows(
                RejectedException.class,
                () -> device.call(issi, new RawRequest(0, new byte[8], 104), RpcScope.CONFIGURATION));
        assertTrue(scope.getMessage().contains("FWCTL_RPC_DEBUG_READ_ONLY"), scope.getMessage());
        model.write("next_status", "opcode=0x101 errno=6");
        OutcomeUnknownException down = assertThrows(
                OutcomeUnknownException.class, () -> mlx5.commands().adapter());
        assertTrue(down.getMessage().contains("command interface is down"), down.getMessage());
        model.write("next_status", "opcode=0x101 errno=11");
        BusyException stalled =
                assertThrows(BusyException.class, () -> mlx5.commands().adapter());
        assertTrue(stalled.getMessage().contains("command slots"), stalled.getMessage());
    }

    @Test
    void aLengthThatLiesIsNotBelieved() {
        // The length field of MNVDA: 9 bits at the end of the first dword of the register
        model.write("next_status", "register=0x9024 patch=18:01ff");
        MalformedReplyException e = assertThrows(
                MalformedReplyException.class, () -> mlx5.configuration().read("NUM_OF_VFS"));
        assertTrue(e.getMessage().contains("511 bytes"), e.getMessage());
    }
}
