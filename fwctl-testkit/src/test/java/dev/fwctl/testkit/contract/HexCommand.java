// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FirmwareException;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.testkit.TestCommand;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A request of the kernel's CXL driver in hex, and its reply's payload in hex: for the contracts' own tests. */
record HexCommand(String name, RpcScope least, Effects effects, int room) implements Command<String, String> {
    private static final String VENDOR = "ffffffffffffffffffffffffffffffff";

    static final HexCommand GET =
            new HexCommand("hex.get", RpcScope.CONFIGURATION, Effects.none(Effects.Source.SPECIFICATION), 64);
    static final HexCommand SET = new HexCommand(
            "hex.set",
            RpcScope.DEBUG_WRITE,
            Effects.of(Effects.Source.SPECIFICATION, Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET),
            16);

    static Sample<?, ?> get(int offset, int count) {
        return new Sample<>(GET, getRequest(VENDOR, offset, count));
    }

    static Sample<?, ?> getUnknown() {
        return new Sample<>(GET, getRequest("00".repeat(16), 0, 4));
    }

    private static String getRequest(String uuid, int offset, int count) {
        return "01050000000000001500000000000000" + uuid + le16(offset) + le16(count) + "00";
    }

    static Sample<?, ?> set() {
        return new Sample<>(
                SET,
                "02050000000000002400000000000000" + VENDOR + "00000000" + "0000" + "01" + "000000000000000000"
                        + "efbeadde");
    }

    private static String le16(int number) {
        return HexFormat.of().toHexDigits(Short.reverseBytes((short) number));
    }

    @Override
    public int opcode() {
        return 0;
    }

    @Override
    public SpecReference specification() {
        return TestCommand.PUBLIC;
    }

    @Override
    public Effects effects(String request) {
        return effects;
    }

    @Override
    public RpcScope leastScope(String request) {
        return least;
    }

    @Override
    public int requestSize(String request) {
        return request.length() / 2;
    }

    @Override
    public int responseSize(String request) {
        return room;
    }

    @Override
    public void encode(String request, ByteBuffer into) {
        into.put(0, HexFormat.of().parseHex(request));
    }

    @Override
    public String decode(String request, Reply reply) {
        reply.require(8, "the header");
        int size = reply.buffer().getInt(0);
        int code = reply.buffer().getInt(4);
        if (code != 0) {
            throw new FirmwareException(reply.call(), code, "return code " + code, "");
        }
        if (size < 0 || size > reply.length() - 8) {
            throw reply.malformed("size " + size);
        }
        byte[] payload = new byte[size];
        reply.buffer().get(8, payload);
        return HexFormat.of().formatHex(payload);
    }
}
