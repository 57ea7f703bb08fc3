// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.Empty;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;

/**
 * What VER_GET says of the firmware and the chip.
 *
 * <p>Source: {@code struct hwrm_ver_get_output} of Linux 7.3.
 *
 * @param hwrmInterface the version of the HWRM interface
 * @param firmware the version of the HWRM firmware
 * @param management the version of the management firmware
 * @param roce the version of the RoCE firmware
 * @param firmwareName the HWRM firmware's name
 * @param activePackage the version of the package that all of it came from; empty if the firmware does not say
 * @param chip the chip's number, for example 0x1760
 * @param chipRevision its revision
 * @param chipMetal its metal revision
 * @param longestRequest the longest request of the channel in bytes
 * @param longestReply the longest reply in bytes
 * @param requestTimeout how long a command may take, in milliseconds
 */
public record FirmwareVersions(
        HwrmVersion hwrmInterface,
        HwrmVersion firmware,
        HwrmVersion management,
        HwrmVersion roce,
        String firmwareName,
        String activePackage,
        int chip,
        int chipRevision,
        int chipMetal,
        int longestRequest,
        int longestReply,
        int requestTimeout) {

    static final class Query extends HwrmCommand<Empty, FirmwareVersions> {
        Query() {
            super(Catalogs.commands().command("VER_GET"));
        }

        @Override
        protected FirmwareVersions readReply(Empty request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("ver_get_output", bytes);
            boolean extended = out.isSet("flags_ext_ver_avail");
            return new FirmwareVersions(
                    extended ? version(out, "hwrm_intf") : oldVersion(out, "hwrm_intf", "upd", "rsvd"),
                    extended ? version(out, "hwrm_fw") : oldVersion(out, "hwrm_fw", "bld", "rsvd"),
                    extended ? version(out, "mgmt_fw") : oldVersion(out, "mgmt_fw", "bld", "rsvd"),
                    extended ? version(out, "roce_fw") : oldVersion(out, "roce_fw", "bld", "rsvd"),
                    out.text("hwrm_fw_name"),
                    out.text("active_pkg_name"),
                    out.number("chip_num"),
                    out.number("chip_rev"),
                    out.number("chip_metal"),
                    Math.max(out.number("max_req_win_len"), out.number("max_ext_req_len")),
                    out.number("max_resp_len"),
                    out.number("def_req_timeout"));
        }

        private static HwrmVersion version(Structure out, String of) {
            return new HwrmVersion(
                    out.number(of + "_major"),
                    out.number(of + "_minor"),
                    out.number(of + "_build"),
                    out.number(of + "_patch"));
        }

        /** Before the firmware had 16 bits for each number. */
        private static HwrmVersion oldVersion(Structure out, String of, String third, String fourth) {
            return new HwrmVersion(
                    out.number(of + "_maj_8b"),
                    out.number(of + "_min_8b"),
                    out.number(of + "_" + third + "_8b"),
                    out.number(of + "_" + fourth + "_8b"));
        }
    }
}
