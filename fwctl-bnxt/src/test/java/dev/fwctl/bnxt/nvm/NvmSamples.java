// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;

/** A request for each command of this room. */
public final class NvmSamples {
    private static final NvmVariable MSIX_MIN = new NvmVariable(114, 0, 7);

    private NvmSamples() {}

    public static List<Sample<?, ?>> all() {
        return List.of(
                new Sample<>(Nvm.GET_DIR_INFO, Empty.EMPTY),
                new Sample<>(Nvm.GET_DIR_ENTRIES, new NvmDirectoryInfo(8, 16)),
                new Sample<>(Nvm.GET_VARIABLE, new NvmVariable.Get(MSIX_MIN, NvmVariable.Get.Source.STORED)),
                new Sample<>(Nvm.SET_VARIABLE, NvmVariable.Set.of(MSIX_MIN, 33)));
    }
}
