// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The answer to FW_QSTATUS about a processor of the device: which reset it waits for.
 *
 * <p>Source: {@code struct hwrm_fw_qstatus_output} of Linux 7.3.
 */
public final class FirmwareStatus extends NamedValues {
    private final String selfReset;
    private final String nvmOptionAction;

    FirmwareStatus(String selfReset, String nvmOptionAction) {
        this.selfReset = selfReset;
        this.nvmOptionAction = nvmOptionAction;
    }

    /** The reset that the processor will do by itself, by the header's name, for example {@code SELFRSTNONE}. */
    public String selfReset() {
        return selfReset;
    }

    /**
     * What stored NVM options wait for, by the header's name: {@code NVMOPT_ACTION_NONE}, {@code
     * NVMOPT_ACTION_HOTRESET}, {@code NVMOPT_ACTION_WARMBOOT} or {@code NVMOPT_ACTION_COLDBOOT}. Means something only
     * where {@link FunctionCapabilities#nvmOptionAction()} is true.
     */
    public String nvmOptionAction() {
        return nvmOptionAction;
    }

    /** A processor of the device, as {@code FW_QSTATUS_REQ_EMBEDDED_PROC_TYPE_*} numbers them. */
    public enum Processor {
        /** The boot processor, which runs the HWRM firmware. */
        BOOT,
        /** The management processor. */
        MGMT,
        /** The network controller's. */
        NETCTRL,
        /** The RoCE processor. */
        ROCE,
        /** The host. */
        HOST,
        /** The application processor. */
        AP,
        /** The whole chip. */
        CHIP
    }

    static final class Query extends HwrmCommand<Processor, FirmwareStatus> {
        Query() {
            super(Catalogs.commands().command("FW_QSTATUS"));
        }

        @Override
        protected void writeRequest(Processor request, ByteBuffer into) {
            Structure.of("fw_qstatus_input", into).set("embedded_proc_type", request.ordinal());
        }

        @Override
        public Map<String, Object> describe(Processor request) {
            return Map.of("processor", request.name());
        }

        @Override
        protected FirmwareStatus readReply(Processor request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("fw_qstatus_output", bytes);
            return new FirmwareStatus(out.name("selfrst_status"), out.name("nvm_option_action_status"));
        }
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("selfReset", selfReset);
        to.accept("nvmOptionAction", nvmOptionAction);
    }
}
