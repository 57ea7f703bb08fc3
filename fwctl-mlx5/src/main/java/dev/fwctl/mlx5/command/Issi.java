// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.mlx5.internal.MailboxCommand;
import dev.fwctl.mlx5.internal.Masks;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The interface step sequence ids (versions of the driver's interface) that the firmware speaks, as QUERY_ISSI says.
 *
 * <p>Reply: {@code current_issi} in bits 15..0 of the dword at 8; from 32 on, 20 dwords of a mask whose lowest dword
 * comes last. Source: {@code mlx5_ifc_query_issi_out_bits} of Linux 7.3.
 */
public final class Issi extends NamedValues {
    private static final BitField CURRENT = BitField.be(0x8, 0, 16);
    private static final int MASK = 32;
    private static final int MASK_DWORDS = 20;

    private final int current;
    private final SortedSet<Integer> supported;

    Issi(int current, SortedSet<Integer> supported) {
        this.current = current;
        this.supported = supported;
    }

    /** The one in use. */
    public int current() {
        return current;
    }

    /** All that the firmware supports, 0 to 639. */
    public SortedSet<Integer> supported() {
        return supported;
    }

    static final class Query extends MailboxCommand<Empty, Issi> {
        Query() {
            super("query-issi", 0x10a, RpcScope.DEBUG_READ_ONLY, "mlx5_ifc_query_issi_out_bits");
        }

        @Override
        public int responseSize(Empty request) {
            return MASK + MASK_DWORDS * 4;
        }

        @Override
        protected Issi readReply(Empty request, Reply reply, ByteBuffer bytes) {
            reply.require(MASK + MASK_DWORDS * 4, "the mask of ISSIs");
            return new Issi((int) CURRENT.get(bytes, 0), Collections.unmodifiableSortedSet(mask(bytes)));
        }

        private static SortedSet<Integer> mask(ByteBuffer bytes) {
            SortedSet<Integer> set = new TreeSet<>();
            for (int bit = 0; bit < MASK_DWORDS * 32; bit++) {
                if (Masks.isSet(bytes, MASK, MASK_DWORDS, bit)) {
                    set.add(bit);
                }
            }
            return set;
        }
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("current", current);
        to.accept("supported", supported);
    }
}
