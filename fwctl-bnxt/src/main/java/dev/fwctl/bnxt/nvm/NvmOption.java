// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import dev.fwctl.SpecReference;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.settings.knobs.KnobCatalog;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The eight NVM options that Linux names, as its devlink code calls them. There are many more in the NVM; no public
 * document says which.
 *
 * <p>Source: {@code NVM_OFF_*} in {@code drivers/net/ethernet/broadcom/bnxt/bnxt_devlink.h}, widths and owners in
 * {@code nvm_params} of {@code bnxt_devlink.c} of Linux 7.3.
 */
enum NvmOption {
    MSIX_VEC_PER_PF_MAX(108, 10, Belongs.TO_CARD),
    MSIX_VEC_PER_PF_MIN(114, 7, Belongs.TO_CARD),
    RDMA_CAPABLE(161, 1, Belongs.READ_ONLY),
    IGNORE_ARI(164, 1, Belongs.TO_CARD),
    DIS_GRE_VER_CHECK(171, 1, Belongs.TO_CARD),
    ENABLE_SRIOV(401, 1, Belongs.TO_CARD),
    SUPPORT_RDMA(506, 1, Belongs.TO_FUNCTION),
    NVM_CFG_VER(602, 8, Belongs.READ_ONLY);

    /** What indexes an option, and whether it can be changed. */
    enum Belongs {
        TO_CARD,
        TO_FUNCTION,
        READ_ONLY
    }

    /** Update, minor and major version: an array of three elements. */
    private static final int VERSION_ELEMENTS = 3;

    private final int number;
    private final int bits;
    private final Belongs belongs;

    NvmOption(int number, int bits, Belongs belongs) {
        this.number = number;
        this.bits = bits;
        this.belongs = belongs;
    }

    int number() {
        return number;
    }

    int bits() {
        return bits;
    }

    boolean ofFunction() {
        return belongs == Belongs.TO_FUNCTION;
    }

    /** How many elements are read together; 1 where the option is none. */
    int elements() {
        return this == NVM_CFG_VER ? VERSION_ELEMENTS : 1;
    }

    /** Loaded with its first use: the texts are not needed to send a command. */
    private static final class Texts {
        static final KnobCatalog ALL = KnobCatalog.resource(NvmOption.class, Catalogs.FOLDER + "knobs.json");
    }

    /** The option of a number, if the kernel names it. */
    static Optional<NvmOption> of(int number) {
        return Stream.of(values()).filter(option -> option.number == number).findFirst();
    }

    Setting definition() {
        Setting.Builder builder = Setting.named(
                        "bnxt", "NVM", name(), bits == 1 ? SettingKind.BOOLEAN : SettingKind.INTEGER)
                .width(bits)
                .effects(Catalogs.commands().command("NVM_SET_VARIABLE").effects())
                .applyTime(ApplyTime.RESET)
                .reference(new SpecReference(
                        "Linux 7.3 drivers/net/ethernet/broadcom/bnxt/bnxt_devlink.h", "NVM_OFF_" + name()));
        if (bits > 1) {
            builder = builder.bounds(Bounds.of(0, (1L << bits) - 1));
        }
        if (elements() > 1) {
            builder = builder.array(elements());
        }
        if (belongs == Belongs.READ_ONLY) {
            builder = builder.readOnly();
        }
        return Texts.ALL.find(name()).map(builder::knob).orElse(builder).build();
    }
}
