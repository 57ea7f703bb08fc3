// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.contract.EntryPointsContract;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Whatever is handed to this module that makes no sense is refused by name, on every way in. */
class PdsEntryPointsTest implements EntryPointsContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final FwctlDevice device;

    PdsEntryPointsTest() {
        kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), PdsDriver.of(PdsFirmware.lab()));
        AccessPolicy policy = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);
        device = kernel.fwctl().withPolicy(policy).open("fwctl0");
    }

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    @Override
    public Class<?> inModule() {
        return PdsDevice.class;
    }

    @Override
    public List<Object> instances() {
        PdsOperation operation = new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION);
        RpcCall call = new RpcCall(device.node(), "pds.rpc", PdsCommand.RPC_OPCODE, RpcScope.CONFIGURATION);
        return List.of(device, PdsDevice.of(device), operation, new PdsException(call, operation, 1), PdsRpc.COMMAND);
    }

    @Override
    public Map<String, Object> arguments() {
        PdsOperation operation = new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION);
        return Map.of("request", new PdsRpc.Request(operation, new byte[8], 8));
    }

    @Override
    public String place() {
        return "";
    }
}
