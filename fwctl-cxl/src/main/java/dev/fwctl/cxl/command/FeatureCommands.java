// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.Command;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import java.util.List;

/**
 * The mailbox commands that the kernel lets through fwctl to a CXL memory device, for {@link dev.fwctl.FwctlDevice#call}.
 * Most programs use {@code CxlDevice} instead.
 *
 * <p>Source: {@code drivers/cxl/core/features.c} (Linux 7.3).
 */
public final class FeatureCommands {
    /**
     * Get Supported Features, 0500h: a part of the list of the device's Features. Scope
     * {@link dev.fwctl.RpcScope#CONFIGURATION}.
     */
    public static final Command<GetSupportedFeatures, FeaturePage> GET_SUPPORTED_FEATURES =
            new GetSupportedFeaturesCommand();

    /**
     * Get Feature, 0501h: bytes of a Feature's value. Scope {@link dev.fwctl.RpcScope#CONFIGURATION}.
     */
    public static final Command<GetFeature, byte[]> GET_FEATURE = new GetFeatureCommand();

    /**
     * Set Feature, 0502h: changes a Feature's value. Scope {@link dev.fwctl.RpcScope#DEBUG_WRITE} or
     * {@link dev.fwctl.RpcScope#DEBUG_WRITE_FULL}, by the Feature's effects; the decoded reply is the return code.
     *
     * <p>Up to Linux 7.3, the kernel answers {@link CxlReturnCode#SUCCESS} too when it failed to talk to the mailbox, for
     * example after a time-out. Who must know whether the value has arrived reads it back.
     */
    public static final Command<SetFeature, CxlReturnCode> SET_FEATURE = new SetFeatureCommand();

    private FeatureCommands() {}

    /**
     * All of them.
     *
     * @return the commands by opcode
     */
    public static List<Command<?, ?>> all() {
        return List.of(GET_SUPPORTED_FEATURES, GET_FEATURE, SET_FEATURE);
    }
}
