// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.FeaturePage;
import dev.fwctl.cxl.command.GetSupportedFeatures;
import dev.fwctl.cxl.feature.Feature;
import java.util.ArrayList;
import java.util.List;

/** The list of a device's Features, which comes in pages. */
final class FeatureList {
    /** Entries in a page. Most devices have fewer Features. */
    private static final int PAGE = 64;

    private FeatureList() {}

    static List<Feature> read(FwctlDevice device) {
        List<Feature> found = new ArrayList<>();
        int total = 1;
        while (found.size() < total) {
            GetSupportedFeatures request = new GetSupportedFeatures(found.size(), PAGE);
            FeaturePage page = device.call(FeatureCommands.GET_SUPPORTED_FEATURES, request);
            if (!found.isEmpty() && page.total() != total) {
                throw new MalformedReplyException(
                        new RpcCall(
                                device.node(),
                                FeatureCommands.GET_SUPPORTED_FEATURES.name(),
                                FeatureCommands.GET_SUPPORTED_FEATURES.opcode(),
                                RpcScope.CONFIGURATION),
                        "the device had " + total + " Features a moment ago, and has " + page.total() + " now",
                        new byte[0],
                        0);
            }
            total = page.total();
            found.addAll(page.features());
        }
        return List.copyOf(found);
    }
}
