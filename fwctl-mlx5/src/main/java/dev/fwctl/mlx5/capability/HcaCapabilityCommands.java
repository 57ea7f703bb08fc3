// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.mlx5.internal.MailboxCommand;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * QUERY_HCA_CAP and SET_HCA_CAP: one page of 4096 bytes for each capability type, its maximum and its current values.
 *
 * <pre>
 *       31 30 29 28                   16 15                   0
 *      +--+--+--+--+--------------------+----------------------+   op_mod 15..1: capability type
 *    8 |o |e |  |t |                    |     function_id      |   op_mod 0: 0 maximum, 1 current (QUERY)
 *      +--+--+--+--+--------------------+----------------------+   o other_function, e ec_vf_function,
 *   16 |          4096 bytes: reply of QUERY, request of SET   |   t function_id_type: 1 VHCA id
 * </pre>
 */
final class HcaCapabilityCommands {
    static final int PAGE_BYTES = 4096;

    private static final BitField OTHER_FUNCTION = BitField.be(0x8, 31, 1);
    private static final BitField FUNCTION_ID_TYPE = BitField.be(0x8, 28, 1);
    private static final BitField FUNCTION_ID = BitField.be(0x8, 0, 16);

    static final Command<Query, byte[]> QUERY = new QueryHcaCap();
    static final Command<Change, Empty> SET = new SetHcaCap();

    private HcaCapabilityCommands() {}

    /** Which page. */
    record Query(int type, CapabilityMode mode, FunctionTarget target) {}

    /** A page to be made the current one of another function. */
    record Change(int type, FunctionTarget target, byte[] page) {
        Change {
            if (!target.other()) {
                throw new IllegalArgumentException("the firmware sets capabilities of other functions only,"
                        + " before they are probed; name one with FunctionTarget.function or vhca");
            }
            if (page.length != PAGE_BYTES) {
                throw new IllegalArgumentException(
                        "a capability page has " + PAGE_BYTES + " bytes, not " + page.length);
            }
        }

        @Override
        public String toString() {
            return described(type) + " of " + target;
        }
    }

    private static String described(int type) {
        String number = "capability type 0x" + Integer.toHexString(type);
        return CapabilityLayouts.ALL
                .find(type)
                .map(layout -> number + " (" + layout.name() + ")")
                .orElse(number);
    }

    private static List<String> page(int type) {
        return CapabilityLayouts.ALL
                .find(type)
                .map(layout -> List.of(layout.name()))
                .orElse(List.of());
    }

    private static void target(FunctionTarget target, ByteBuffer into) {
        OTHER_FUNCTION.set(into, 0, target.other());
        FUNCTION_ID_TYPE.set(into, 0, target.by() == FunctionTarget.By.VHCA_ID);
        FUNCTION_ID.set(into, 0, target.id());
    }

    private static final class QueryHcaCap extends MailboxCommand<Query, byte[]> {
        QueryHcaCap() {
            super("query-hca-cap", 0x100, RpcScope.CONFIGURATION, "mlx5_ifc_query_hca_cap_in_bits");
        }

        @Override
        public int responseSize(Query request) {
            return HEADER_BYTES + PAGE_BYTES;
        }

        @Override
        protected int opMod(Query request) {
            return request.type() << 1 | request.mode().ordinal();
        }

        @Override
        protected String subject(Query request) {
            return described(request.type()) + " of " + request.target();
        }

        @Override
        public List<String> about(Query request) {
            return page(request.type());
        }

        @Override
        protected void writeRequest(Query request, ByteBuffer into) {
            target(request.target(), into);
        }

        @Override
        protected byte[] readReply(Query request, Reply reply, ByteBuffer bytes) {
            reply.require(HEADER_BYTES + PAGE_BYTES, "a capability page");
            byte[] page = new byte[PAGE_BYTES];
            bytes.get(HEADER_BYTES, page);
            return page;
        }
    }

    private static final class SetHcaCap extends MailboxCommand<Change, Empty> {
        SetHcaCap() {
            super("set-hca-cap", 0x109, RpcScope.CONFIGURATION, new SpecReference(IFC, "mlx5_ifc_set_hca_cap_in_bits"));
        }

        @Override
        public Effects effects(Change request) {
            return Effects.of(Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
        }

        @Override
        public int requestSize(Change request) {
            return HEADER_BYTES + PAGE_BYTES;
        }

        @Override
        public int responseSize(Change request) {
            return HEADER_BYTES;
        }

        @Override
        protected int opMod(Change request) {
            return request.type() << 1;
        }

        @Override
        protected String subject(Change request) {
            return request.toString();
        }

        @Override
        public List<String> about(Change request) {
            return page(request.type());
        }

        @Override
        protected void writeRequest(Change request, ByteBuffer into) {
            target(request.target(), into);
            into.put(HEADER_BYTES, request.page());
        }

        @Override
        protected Empty readReply(Change request, Reply reply, ByteBuffer bytes) {
            return Empty.EMPTY;
        }
    }
}
