// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.RpcScope;

/**
 * A command that Linux's fwctl driver lets through, as {@code mlx5ctl_validate_rpc} has it.
 *
 * @param name without the {@code MLX5_CMD_OP_} of the header
 * @param opcode 16 bits
 * @param scope the least that the kernel accepts; for a register access, of a read
 * @param writeScope the least that the kernel accepts with op_mod 0, which for a register access means a write
 * @param request name of the request's layout in {@link Catalogs#COMMAND_LAYOUTS}; empty if no public header gives one
 * @param reply name of the reply's layout in {@link Catalogs#COMMAND_LAYOUTS}; empty if no public header gives one
 * @param requestTail the array of open length at the end of the request
 * @param replyTail the array of open length at the end of the reply
 */
record CommandEntry(
        String name,
        int opcode,
        RpcScope scope,
        RpcScope writeScope,
        String request,
        String reply,
        Tail requestTail,
        Tail replyTail) {

    /**
     * An array of open length.
     *
     * @param name of the array; empty if there is none
     * @param offset in bits from the start of the request or reply
     * @param layout name of the element's layout in {@link Catalogs#COMMAND_LAYOUTS}; empty if it is a number
     * @param width of an element that is a number, in bits; else 0
     */
    record Tail(String name, int offset, String layout, int width) {
        static final Tail NONE = new Tail("", 0, "", 0);
    }
}
