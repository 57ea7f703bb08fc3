// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What FUNC_QCFG says a PCI function has.
 *
 * <p>Source: {@code struct hwrm_func_qcfg_output} of Linux 7.3.
 *
 * @param fid the firmware's number of the function
 * @param port the port that it drives
 * @param macAddress its address, as {@code 00:0a:f7:00:00:01}
 * @param partitionType how the port is shared, by the header's name, for example {@code SPF}
 * @param vfs how many virtual functions it has
 * @param msix how many MSI-X vectors
 * @param mtu the MTU that its administrator set
 * @param fields all fields of the reply by the header's names, in order; flags and enumerations taken apart
 */
public record FunctionConfiguration(
        int fid,
        int port,
        String macAddress,
        String partitionType,
        int vfs,
        int msix,
        int mtu,
        Map<String, Object> fields) {

    static final class Query extends HwrmCommand<FunctionTarget, FunctionConfiguration> {
        Query() {
            super(Catalogs.commands().command("FUNC_QCFG"));
        }

        @Override
        protected void writeRequest(FunctionTarget request, ByteBuffer into) {
            Structure.of("func_qcfg_input", into).set("fid", request.fid());
        }

        @Override
        public Map<String, Object> describe(FunctionTarget request) {
            return Map.of("fid", request.fid());
        }

        @Override
        protected FunctionConfiguration readReply(FunctionTarget request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("func_qcfg_output", bytes);
            return new FunctionConfiguration(
                    out.number("fid"),
                    out.number("port_id"),
                    FunctionCapabilities.macAddress(out.region("mac_address")),
                    out.name("port_partition_type"),
                    out.number("alloc_vfs"),
                    out.number("alloc_msix"),
                    out.number("admin_mtu"),
                    out.fields());
        }
    }
}
