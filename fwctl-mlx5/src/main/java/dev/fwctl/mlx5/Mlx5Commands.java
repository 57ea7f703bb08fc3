// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Command;
import java.util.List;

/**
 * The typed commands, for {@link dev.fwctl.FwctlDevice#call}. {@link Mlx5Device} has a method for each, which is shorter
 * to write.
 */
public final class Mlx5Commands {
    /** Who the adapter is. */
    public static final Command<Empty, Adapter> QUERY_ADAPTER = new Adapter.Query();

    /** Which versions of the driver's interface the firmware speaks. */
    public static final Command<Empty, Issi> QUERY_ISSI = new Issi.Query();

    /** Vendor-unique ids of functions. */
    public static final Command<VuidQuery, List<String>> QUERY_VUID = new VuidQuery.Query();

    /** The host's physical function. */
    public static final Command<Empty, EswFunctions> QUERY_ESW_FUNCTIONS = new EswFunctions.Query();

    /** Whether congestion control is on. */
    public static final Command<Congestion.Subject, Congestion.Status> QUERY_CONG_STATUS = new Congestion.QueryStatus();

    /** Switches congestion control. */
    public static final Command<Congestion.Change, Empty> MODIFY_CONG_STATUS = new Congestion.ModifyStatus();

    /** Parameters of a congestion-control protocol. */
    public static final Command<Congestion.Protocol, CongestionParameters> QUERY_CONG_PARAMS =
            new Congestion.QueryParameters();

    /** What the diagnostic counters sample. */
    public static final Command<Empty, Diagnostics.Parameters> QUERY_DIAGNOSTIC_PARAMS =
            new Diagnostics.QueryParameters();

    /** Sets what the diagnostic counters sample. The one command of this module that taints the kernel. */
    public static final Command<Diagnostics.Parameters, Empty> SET_DIAGNOSTIC_PARAMS = new Diagnostics.SetParameters();

    /** Samples of the diagnostic counters. */
    public static final Command<Diagnostics.SampleQuery, List<Diagnostics.Sample>> QUERY_DIAGNOSTIC_COUNTERS =
            new Diagnostics.QueryCounters();

    /** Reads or writes a register. */
    public static final Command<RegisterAccess, byte[]> ACCESS_REG = new AccessReg();

    static final Command<HcaCapabilityCommands.Query, byte[]> QUERY_HCA_CAP = new HcaCapabilityCommands.QueryHcaCap();
    static final Command<HcaCapabilityCommands.Change, Empty> SET_HCA_CAP = new HcaCapabilityCommands.SetHcaCap();

    private Mlx5Commands() {}
}
