// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.cxl.feature.Feature;
import java.util.List;

/**
 * A part of a device's list of Features.
 *
 * @param total how many Features the device has in all, 0 to 65535
 * @param features the entries, as many as were asked for or fewer
 */
public record FeaturePage(int total, List<Feature> features) {
    /**
     * Copies the list.
     *
     * @param total how many Features the device has in all
     * @param features the entries
     */
    public FeaturePage {
        features = List.copyOf(features);
    }
}
