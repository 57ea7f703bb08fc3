// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;

/** A request for each command of this room. */
public final class ReportSamples {
    private ReportSamples() {}

    public static List<Sample<?, ?>> all() {
        return List.of(
                new Sample<>(Reports.VER_GET, Empty.EMPTY),
                new Sample<>(Reports.FUNC_QCAPS, FunctionTarget.SELF),
                new Sample<>(Reports.FUNC_QCFG, new FunctionTarget(2)),
                new Sample<>(Reports.PORT_PHY_QCFG, new Port(0)),
                new Sample<>(Reports.PORT_PHY_QCAPS, new Port(1)),
                new Sample<>(Reports.FW_QSTATUS, FirmwareStatus.Processor.CHIP),
                new Sample<>(Reports.TEMP_MONITOR_QUERY, Empty.EMPTY),
                new Sample<>(Reports.PORT_QSTATS, new Port(0)));
    }
}
