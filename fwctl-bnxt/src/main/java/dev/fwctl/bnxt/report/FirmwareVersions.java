// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * The answer to VER_GET about the firmware and the chip.
 *
 * <p>Source: {@code struct hwrm_ver_get_output} of Linux 7.3.
 */
public final class FirmwareVersions extends NamedValues {
    private final Structure out;

    private FirmwareVersions(Structure out) {
        this.out = out;
    }

    static final class Query extends HwrmCommand<Empty, FirmwareVersions> {
        Query() {
            super(Catalogs.commands().command("VER_GET"));
        }

        @Override
        protected FirmwareVersions readReply(Empty request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("ver_get_output", bytes);
            return new FirmwareVersions(out);
        }
    }

    /** Older firmware has 8 bits for each number, and calls the third one otherwise. */
    private HwrmVersion version(String of, String third) {
        if (out.isSet("flags_ext_ver_avail")) {
            return new HwrmVersion(
                    out.number(of + "_major"),
                    out.number(of + "_minor"),
                    out.number(of + "_build"),
                    out.number(of + "_patch"));
        }
        return new HwrmVersion(
                out.number(of + "_maj_8b"),
                out.number(of + "_min_8b"),
                out.number(of + "_" + third + "_8b"),
                out.number(of + "_rsvd_8b"));
    }

    /** The version of the HWRM interface. */
    public HwrmVersion hwrmInterface() {
        return version("hwrm_intf", "upd");
    }

    /** The version of the HWRM firmware. */
    public HwrmVersion firmware() {
        return version("hwrm_fw", "bld");
    }

    /** The version of the management firmware. */
    public HwrmVersion management() {
        return version("mgmt_fw", "bld");
    }

    /** The version of the RoCE firmware. */
    public HwrmVersion roce() {
        return version("roce_fw", "bld");
    }

    /** The HWRM firmware's name. */
    public String firmwareName() {
        return out.text("hwrm_fw_name");
    }

    /** The version of the package that all of it came from; empty if the firmware does not say. */
    public String activePackage() {
        return out.text("active_pkg_name");
    }

    /** The chip's number, for example 0x1760. */
    public int chip() {
        return out.number("chip_num");
    }

    /** Its revision. */
    public int chipRevision() {
        return out.number("chip_rev");
    }

    /** Its metal revision. */
    public int chipMetal() {
        return out.number("chip_metal");
    }

    /** The longest request of the channel in bytes. */
    public int longestRequest() {
        return Math.max(out.number("max_req_win_len"), out.number("max_ext_req_len"));
    }

    /** The longest reply in bytes. */
    public int longestReply() {
        return out.number("max_resp_len");
    }

    /** How long a command may take, in milliseconds. */
    public int requestTimeout() {
        return out.number("def_req_timeout");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("hwrmInterface", hwrmInterface());
        to.accept("firmware", firmware());
        to.accept("management", management());
        to.accept("roce", roce());
        to.accept("firmwareName", firmwareName());
        to.accept("activePackage", activePackage());
        to.accept("chip", chip());
        to.accept("chipRevision", chipRevision());
        to.accept("chipMetal", chipMetal());
        to.accept("longestRequest", longestRequest());
        to.accept("longestReply", longestReply());
        to.accept("requestTimeout", requestTimeout());
    }
}
