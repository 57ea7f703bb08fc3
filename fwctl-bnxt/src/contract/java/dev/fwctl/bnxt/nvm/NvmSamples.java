// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.testkit.contract.KnownPayload;
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

    /** What is written to the NVM reads back. What it held before depends on the card. */
    public static List<KnownPayload<?>> known() {
        return List.of(written(128, 0x80, 0), written(0x155, 0x55, 1));
    }

    private static KnownPayload<?> written(int value, int low, int high) {
        NvmVariable max = new NvmVariable(108, 0, 10);
        return new KnownPayload<>(
                List.of(new Sample<>(Nvm.SET_VARIABLE, NvmVariable.Set.of(max, value))),
                stored(max),
                new NvmValue(10, new byte[] {(byte) low, (byte) high}));
    }

    /** No firmware has an option of that number. */
    public static Sample<?, ?> refused() {
        return stored(new NvmVariable(999, 0, 8));
    }

    private static Sample<NvmVariable.Get, NvmValue> stored(NvmVariable variable) {
        return new Sample<>(Nvm.GET_VARIABLE, new NvmVariable.Get(variable, NvmVariable.Get.Source.STORED));
    }
}
