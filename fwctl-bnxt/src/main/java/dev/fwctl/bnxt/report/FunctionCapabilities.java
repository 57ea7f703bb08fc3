// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;

/**
 * What FUNC_QCAPS says a PCI function may have.
 *
 * <p>Source: {@code struct hwrm_func_qcaps_output} of Linux 7.3.
 *
 * @param fid the firmware's number of the function
 * @param port the port that it drives
 * @param macAddress its address, as {@code 00:0a:f7:00:00:01}
 * @param maxVfs how many virtual functions it may have
 * @param maxTxRings how many transmit rings
 * @param maxRxRings how many receive rings
 * @param maxCompletionRings how many completion rings
 * @param maxMsixOfVfs how many MSI-X vectors its virtual functions may have together
 * @param adminPf whether it administers the card
 * @param hotResetCapable whether the firmware can be reset without the host's
 * @param nvmOptionAction whether FW_QSTATUS says what stored NVM options wait for
 * @param fields all fields of the reply by the header's names, in order; flags and enumerations taken apart
 */
public record FunctionCapabilities(
        int fid,
        int port,
        String macAddress,
        int maxVfs,
        int maxTxRings,
        int maxRxRings,
        int maxCompletionRings,
        int maxMsixOfVfs,
        boolean adminPf,
        boolean hotResetCapable,
        boolean nvmOptionAction,
        Map<String, Object> fields) {

    static String macAddress(byte[] address) {
        return HexFormat.ofDelimiter(":").formatHex(address);
    }

    static final class Query extends HwrmCommand<FunctionTarget, FunctionCapabilities> {
        Query() {
            super(Catalogs.commands().command("FUNC_QCAPS"));
        }

        @Override
        protected void writeRequest(FunctionTarget request, ByteBuffer into) {
            Structure.of("func_qcaps_input", into).set("fid", request.fid());
        }

        @Override
        public Map<String, Object> describe(FunctionTarget request) {
            return Map.of("fid", request.fid());
        }

        @Override
        protected FunctionCapabilities readReply(FunctionTarget request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("func_qcaps_output", bytes);
            return new FunctionCapabilities(
                    out.number("fid"),
                    out.number("port_id"),
                    macAddress(out.region("mac_address")),
                    out.number("max_vfs"),
                    out.number("max_tx_rings"),
                    out.number("max_rx_rings"),
                    out.number("max_cmpl_rings"),
                    out.number("max_msix_vfs"),
                    out.isSet("flags_admin_pf_supported"),
                    out.isSet("flags_hot_reset_capable"),
                    out.isSet("flags_ext_nvm_option_action_supported"),
                    out.fields());
        }
    }
}
