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
 * The resources that a PCI function has, as FUNC_QCFG answers.
 *
 * <p>Source: {@code struct hwrm_func_qcfg_output} of Linux 7.3.
 */
public final class FunctionConfiguration extends NamedValues {
    private final Structure out;

    private FunctionConfiguration(Structure out) {
        this.out = out;
    }

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
            return new FunctionConfiguration(out);
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
        return FunctionCapabilities.macAddress(out.region("mac_address"));
    }

    /** How the port is shared, by the header's name, for example {@code SPF}. */
    public String partitionType() {
        return out.name("port_partition_type");
    }

    /** How many virtual functions it has. */
    public int vfs() {
        return out.number("alloc_vfs");
    }

    /** How many MSI-X vectors. */
    public int msix() {
        return out.number("alloc_msix");
    }

    /** The MTU that its administrator set. */
    public int mtu() {
        return out.number("admin_mtu");
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
        to.accept("partitionType", partitionType());
        to.accept("vfs", vfs());
        to.accept("msix", msix());
        to.accept("mtu", mtu());
        to.accept("fields", fields());
    }
}
