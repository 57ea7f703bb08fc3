// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.RpcScope;
import org.jspecify.annotations.Nullable;

/**
 * A command that Linux's fwctl driver lets through, as {@code mlx5ctl_validate_rpc} has it.
 */
final class CommandEntry {
    private final Draft is;

    private CommandEntry(Draft is) {
        this.is = is;
    }

    /** The values by name, filled in by the one that reads the catalog, and left alone from then on. */
    static final class Draft {
        String name = "";
        int opcode;
        RpcScope scope = RpcScope.DEBUG_WRITE_FULL;

        @Nullable
        RpcScope writeScope;

        String request = "";
        String reply = "";
        Tail requestTail = Tail.NONE;
        Tail replyTail = Tail.NONE;

        CommandEntry done() {
            return new CommandEntry(this);
        }
    }

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

    /** Without the {@code MLX5_CMD_OP_} of the header. */
    String name() {
        return is.name;
    }

    /** 16 bits. */
    int opcode() {
        return is.opcode;
    }

    /** The least that the kernel accepts; for a register access, of a read. */
    RpcScope scope() {
        return is.scope;
    }

    /** The least that the kernel accepts with op_mod 0, which for a register access means a write. */
    RpcScope writeScope() {
        return is.writeScope == null ? is.scope : is.writeScope;
    }

    /** Name of the request's layout in {@link Catalogs#COMMAND_LAYOUTS}; empty if no public header gives one. */
    String request() {
        return is.request;
    }

    /** Name of the reply's layout in {@link Catalogs#COMMAND_LAYOUTS}; empty if no public header gives one. */
    String reply() {
        return is.reply;
    }

    /** The array of open length at the end of the request. */
    Tail requestTail() {
        return is.requestTail;
    }

    /** The array of open length at the end of the reply. */
    Tail replyTail() {
        return is.replyTail;
    }

    @Override
    public String toString() {
        return is.name;
    }
}
