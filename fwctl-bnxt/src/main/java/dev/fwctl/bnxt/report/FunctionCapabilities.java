// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The resources that a PCI function may have, as FUNC_QCAPS answers.
 *
 * <p>Source: {@code struct hwrm_func_qcaps_output} of Linux 7.3.
 */
public final class FunctionCapabilities extends NamedValues {
    private final Structure out;

    private FunctionCapabilities(Structure out) {
        this.out = out;
    }

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
            return new FunctionCapabilities(out);
        }
    }

    /** The firmware's number of the function. */
    public int fid() {
        return out.number("fid");
    }

    /** The port that it drives. */
    public int port() {
        return out.number("port_id");
    }

    /** Its address, as {@code 00:0a:f7:00:00:01}. */
    public String macAddress() {
        return macAddress(out.region("mac_address"));
    }

    /** How many virtual functions it may have. */
    public int maxVfs() {
        return out.number("max_vfs");
    }

    /** How many transmit rings. */
    public int maxTxRings() {
        return out.number("max_tx_rings");
    }

    /** How many receive rings. */
    public int maxRxRings() {
        return out.number("max_rx_rings");
    }

    /** How many completion rings. */
    public int maxCompletionRings() {
        return out.number("max_cmpl_rings");
    }

    /** How many MSI-X vectors its virtual functions may have together. */
    public int maxMsixOfVfs() {
        return out.number("max_msix_vfs");
    }

    /** Whether it administers the card. */
    public boolean adminPf() {
        return out.isSet("flags_admin_pf_supported");
    }

    /** Whether the firmware can be reset without the host's. */
    public boolean hotResetCapable() {
        return out.isSet("flags_hot_reset_capable");
    }

    /** Whether FW_QSTATUS says what stored NVM options wait for. */
    public boolean nvmOptionAction() {
        return out.isSet("flags_ext_nvm_option_action_supported");
    }

    /** All fields of the reply by the header's names, in order; flags and enumerations taken apart. */
    public Map<String, Object> fields() {
        return out.fields();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("fid", fid());
        to.accept("port", port());
        to.accept("macAddress", macAddress());
        to.accept("maxVfs", maxVfs());
        to.accept("maxTxRings", maxTxRings());
        to.accept("maxRxRings", maxRxRings());
        to.accept("maxCompletionRings", maxCompletionRings());
        to.accept("maxMsixOfVfs", maxMsixOfVfs());
        to.accept("adminPf", adminPf());
        to.accept("hotResetCapable", hotResetCapable());
        to.accept("nvmOptionAction", nvmOptionAction());
        to.accept("fields", fields());
    }
}
