// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.internal.MailboxCommand;
import dev.fwctl.mlx5.internal.Nulls;
import dev.fwctl.mlx5.internal.Text;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A question for vendor-unique ids (names that survive renumbering, moves and restarts): QUERY_VUID.
 *
 * <pre>
 *   request 31 30                    15                    0     reply
 *          +--+--+-------------------+----------------------+     num_of_entries: 16 bits at byte 62
 *       12 |v |d |                   |        vhca_id       |     from 64: entries of 128 bytes of text
 *          +--+--+-------------------+----------------------+     v query_vfs_vuid, d data_direct
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_query_vuid_in_bits}, {@code mlx5_ifc_query_vuid_out_bits} of Linux 7.3.
 *
 * @param vhcaId the function's VHCA id, 16 bits
 * @param also whose ids are wanted as well
 * @param room for how many ids there is room in the reply, 1 to 4096
 */
public record VuidQuery(int vhcaId, Set<Also> also, int room) {
    /** Others than the function itself. */
    public enum Also {
        /** The function's virtual functions. */
        VFS,
        /** The function's data-direct device. */
        DATA_DIRECT
    }

    private static final BitField WITH_VFS = BitField.be(0xc, 31, 1);
    private static final BitField DATA_DIRECT = BitField.be(0xc, 30, 1);
    private static final BitField VHCA_ID = BitField.be(0xc, 0, 16);
    private static final BitField ENTRIES = BitField.be(60, 0, 16);
    private static final int FIRST = 64;
    private static final int ENTRY_BYTES = 128;
    private static final int MAX_ROOM = 4096;

    /**
     * Checks the numbers and copies the set.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public VuidQuery {
        Nulls.in(also, "also");
        also = Set.copyOf(also);
        if (vhcaId < 0 || vhcaId > 0xffff || room < 1 || room > MAX_ROOM) {
            throw new IllegalArgumentException("a VUID query has a vhca_id of 16 bits and room for 1 to " + MAX_ROOM
                    + " ids, not " + vhcaId + " and " + room);
        }
    }

    /**
     * The id of one function.
     *
     * @param vhcaId the function's VHCA id
     */
    public static VuidQuery of(int vhcaId) {
        return new VuidQuery(vhcaId, Set.of(), 1);
    }

    /**
     * The ids of a physical function and its virtual functions, up to 1024 in all.
     *
     * @param vhcaId the function's VHCA id
     */
    public static VuidQuery withVfs(int vhcaId) {
        return new VuidQuery(vhcaId, Set.of(Also.VFS), 1024);
    }

    static final class Query extends MailboxCommand<VuidQuery, List<String>> {
        Query() {
            super("query-vuid", 0xb22, RpcScope.CONFIGURATION, "mlx5_ifc_query_vuid_out_bits");
        }

        @Override
        public int responseSize(VuidQuery request) {
            return FIRST + request.room() * ENTRY_BYTES;
        }

        @Override
        protected void writeRequest(VuidQuery request, ByteBuffer into) {
            WITH_VFS.set(into, 0, request.also().contains(Also.VFS));
            DATA_DIRECT.set(into, 0, request.also().contains(Also.DATA_DIRECT));
            VHCA_ID.set(into, 0, request.vhcaId());
        }

        @Override
        protected List<String> readReply(VuidQuery request, Reply reply, ByteBuffer bytes) {
            reply.require(FIRST, "the number of ids");
            int entries = (int) ENTRIES.get(bytes, 0);
            if (entries > request.room()) {
                throw reply.malformed("it announces " + entries + " ids, and there was room for " + request.room());
            }
            reply.require(FIRST + entries * ENTRY_BYTES, entries + " ids");
            List<String> ids = new ArrayList<>(entries);
            for (int i = 0; i < entries; i++) {
                ids.add(Text.read(bytes, FIRST + i * ENTRY_BYTES, ENTRY_BYTES));
            }
            return List.copyOf(ids);
        }
    }
}
