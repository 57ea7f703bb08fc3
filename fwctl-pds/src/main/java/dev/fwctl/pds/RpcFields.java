// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.layout.BitField;
import java.nio.ByteOrder;

/**
 * The numbers of {@code struct fwctl_rpc_pds}, in the byte order of the host.
 *
 * @param op the operation
 * @param ep the endpoint
 * @param requestLength of the request's payload
 * @param retval in the reply
 * @param responseRoom for the response's payload
 */
record RpcFields(BitField op, BitField ep, BitField requestLength, BitField retval, BitField responseRoom) {
    static final RpcFields HOST = of(ByteOrder.nativeOrder());

    static RpcFields of(ByteOrder order) {
        return new RpcFields(
                BitField.number(0, 4, order),
                BitField.number(4, 4, order),
                BitField.number(12, 4, order),
                BitField.number(24, 4, order),
                BitField.number(36, 4, order));
    }
}
