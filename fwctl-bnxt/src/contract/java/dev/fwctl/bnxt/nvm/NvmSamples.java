// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.bnxt.command.BnxtCommands;
import dev.fwctl.bnxt.command.NamedSamples;
import dev.fwctl.bnxt.command.HwrmRequest;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.testkit.contract.KnownPayload;
import dev.fwctl.testkit.contract.Sample;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A request for each command of this room. */
public final class NvmSamples {
    private static final NvmVariable MSIX_MIN = new NvmVariable(114, 0, 7);

    /**
     * Option 108, ten bits, of the card, as {@code struct hwrm_nvm_get_variable_input} and its twin have it behind the
     * header: address, data_len, option_num, dimensions, four indexes, flags.
     */
    private static final String MSIX_MAX_BY_HAND =
            "0000000000000000" + "0a00" + "6c00" + "0000" + "0000".repeat(4) + "0000";

    private NvmSamples() {}

    public static List<Sample<?, ?>> all() {
        return List.of(
                new Sample<>(Nvm.GET_DIR_INFO, Empty.EMPTY),
                new Sample<>(Nvm.GET_DIR_ENTRIES, new NvmDirectoryInfo(8, 16)),
                new Sample<>(Nvm.GET_VARIABLE, new NvmVariable.Get(MSIX_MIN, NvmVariable.Get.Source.STORED)),
                new Sample<>(Nvm.SET_VARIABLE, NvmVariable.Set.of(MSIX_MIN, 33)));
    }

    /**
     * Bytes by hand against each direction of the module: written by hand and read by it, written by it and read by hand.
     * What the card held before depends on the card.
     */
    public static List<KnownPayload<?>> known() {
        return List.of(
                readBack("8000", 0x80), readBack("5501", 0x155), writtenBy(0x80, "8000"), writtenBy(0x2ab, "ab02"));
    }

    private static KnownPayload<?> readBack(String bytes, int value) {
        HwrmRequest set = new HwrmRequest(hex(MSIX_MAX_BY_HAND), 16, Map.of("src_data_addr", hex(bytes)));
        NvmVariable max = new NvmVariable(108, 0, 10);
        return new KnownPayload<>(
                List.of(new Sample<>(BnxtCommands.named("NVM_SET_VARIABLE"), set)),
                stored(max),
                new NvmValue(10, new byte[] {(byte) value, (byte) (value >> 8)}));
    }

    /** The driver copies ten bytes where the firmware fills ten bits. */
    private static KnownPayload<?> writtenBy(int value, String bytes) {
        NvmVariable max = new NvmVariable(108, 0, 10);
        return new KnownPayload<>(
                List.of(new Sample<>(Nvm.SET_VARIABLE, NvmVariable.Set.of(max, value))),
                new Sample<>(
                        BnxtCommands.named("NVM_GET_VARIABLE"), new HwrmRequest(hex(MSIX_MAX_BY_HAND), 16)),
                NamedSamples.reply(
                        hex("0a00" + "6c00" + "00000000"),
                        Map.of("dest_data_addr", hex(bytes + "00".repeat(8)))));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** No firmware has an option of that number. */
    public static Sample<?, ?> refused() {
        return stored(new NvmVariable(999, 0, 8));
    }

    private static Sample<NvmVariable.Get, NvmValue> stored(NvmVariable variable) {
        return new Sample<>(Nvm.GET_VARIABLE, new NvmVariable.Get(variable, NvmVariable.Get.Source.STORED));
    }
}
