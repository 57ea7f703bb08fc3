// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.mlx5.internal.MailboxCommand;
import dev.fwctl.mlx5.internal.Text;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * The adapter, as QUERY_ADAPTER describes it.
 *
 * <pre>
 *       31    24 23            16 15                     0
 *      +--------+----------------------------------------+
 *   40 |        |           ieee_vendor_id               |
 *      +--------+---------------+------------------------+
 *   44 |                        |      vsd_vendor_id     |
 *      +------------------------+------------------------+
 *   48 |  vsd, 208 bytes                                 |
 *  256 |  PSID, 16 bytes                                 |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_query_adapter_out_bits} of Linux 7.3.
 */
public final class Adapter extends NamedValues {
    private static final BitField IEEE_VENDOR_ID = BitField.be(40, 0, 24);
    private static final BitField VSD_VENDOR_ID = BitField.be(44, 0, 16);
    private static final int VSD = 48;
    private static final int PSID = 256;
    private static final int REPLY_BYTES = 272;

    private final int ieeeVendorId;
    private final int vsdVendorId;
    private final String vsd;
    private final String psid;

    Adapter(int ieeeVendorId, int vsdVendorId, String vsd, String psid) {
        this.ieeeVendorId = ieeeVendorId;
        this.vsdVendorId = vsdVendorId;
        this.vsd = vsd;
        this.psid = psid;
    }

    /** The vendor's IEEE number, 24 bits. */
    public int ieeeVendorId() {
        return ieeeVendorId;
    }

    /** The PCI vendor whose format the vendor-specific data has, 16 bits. */
    public int vsdVendorId() {
        return vsdVendorId;
    }

    /** The vendor-specific data as text up to its first zero byte. */
    public String vsd() {
        return vsd;
    }

    /** The parameter-set identification, which names the board's model and firmware configuration. */
    public String psid() {
        return psid;
    }

    static final class Query extends MailboxCommand<Empty, Adapter> {
        Query() {
            super("query-adapter", 0x101, RpcScope.CONFIGURATION, "mlx5_ifc_query_adapter_out_bits");
        }

        @Override
        public int responseSize(Empty request) {
            return REPLY_BYTES;
        }

        @Override
        protected Adapter readReply(Empty request, Reply reply, ByteBuffer bytes) {
            reply.require(REPLY_BYTES, "the adapter's parameter block");
            return new Adapter(
                    (int) IEEE_VENDOR_ID.get(bytes, 0),
                    (int) VSD_VENDOR_ID.get(bytes, 0),
                    Text.read(bytes, VSD, PSID - VSD),
                    Text.read(bytes, PSID, REPLY_BYTES - PSID));
        }
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("ieeeVendorId", ieeeVendorId);
        to.accept("vsdVendorId", vsdVendorId);
        to.accept("vsd", vsd);
        to.accept("psid", psid);
    }
}
