// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

import dev.fwctl.layout.BitField;
import java.nio.ByteOrder;

/**
 * The header that the kernel puts around a mailbox payload, in the byte order of the host: {@code struct fwctl_rpc_cxl}
 * and {@code struct fwctl_rpc_cxl_out} of {@code include/uapi/fwctl/cxl.h} (Linux 7.3). The payload itself is
 * little-endian.
 *
 * @param opcode of the request
 * @param opSize of the request's payload
 * @param size of the reply's payload
 * @param retval the mailbox return code
 */
record KernelHeader(BitField opcode, BitField opSize, BitField size, BitField retval) {
    static final KernelHeader HOST = of(ByteOrder.nativeOrder());

    static KernelHeader of(ByteOrder order) {
        return new KernelHeader(
                BitField.number(0, 4, order),
                BitField.number(8, 4, order),
                BitField.number(0, 4, order),
                BitField.number(4, 4, order));
    }
}
