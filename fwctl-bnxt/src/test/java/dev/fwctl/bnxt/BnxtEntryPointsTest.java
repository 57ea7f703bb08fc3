// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.bnxt.nvm.NvmVariable;
import dev.fwctl.testkit.contract.EntryPointsContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Whatever is handed to this module that makes no sense is refused by name, on every way in. */
class BnxtEntryPointsTest implements EntryPointsContract {
    private final Bench bench = new Bench();
    private final FwctlDevice device = bench.open(Bench.FIRST);

    @AfterEach
    void close() {
        device.close();
        bench.close();
    }

    @Override
    public Class<?> inModule() {
        return BnxtDevice.class;
    }

    @Override
    public List<Object> instances() {
        BnxtDevice bnxt = BnxtDevice.of(device);
        return List.of(
                device,
                device.node(),
                bnxt,
                bnxt.reports().versions(),
                bnxt.reports().capabilities(),
                bnxt.reports().configuration(),
                bnxt.reports().phy(0),
                bnxt.reports().phyCapabilities(0),
                bnxt.reports().status(),
                bnxt.reports().temperatures(),
                bnxt.reports().statistics(0),
                bnxt.nvm().directory(),
                new NvmVariable(108, 0, 10),
                NvmVariable.Set.of(new NvmVariable(108, 0, 10), 5),
                new RpcCall(device.node(), "bnxt.ver-get", 0, RpcScope.DEBUG_READ_ONLY));
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of(
                "BnxtCommands.call.name",
                "FUNC_QSTATS",
                "BnxtCommands.call.fields",
                Map.of("fid", 1),
                "replyBytes",
                16);
    }

    @Override
    public String place() {
        return "";
    }
}
