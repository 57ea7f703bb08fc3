// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** {@code struct fwctl_rpc_pds} as hosts of either byte order have it. */
class RpcFieldsTest {
    @Test
    void eachNumberLiesWhereTheHeaderHasIt() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            RpcFields fields = RpcFields.of(order);
            ByteBuffer rpc = ByteBuffer.allocate(48).order(order);
            rpc.putInt(0, 0x10004)
                    .putInt(4, 0x10)
                    .putInt(12, 300)
                    .putInt(24, 22)
                    .putInt(36, 64);
            assertEquals(0x10004, fields.op().get(rpc, 0), order.toString());
            assertEquals(0x10, fields.ep().get(rpc, 0), order.toString());
            assertEquals(300, fields.requestLength().get(rpc, 0), order.toString());
            assertEquals(22, fields.retval().get(rpc, 0), order.toString());
            assertEquals(64, fields.responseRoom().get(rpc, 0), order.toString());
        }
    }
}
