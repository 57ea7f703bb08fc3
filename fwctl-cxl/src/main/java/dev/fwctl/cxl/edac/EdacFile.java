// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reading or writing a file of EDAC, as a command. It has no scope: it is not sent by fwctl, and stands here at the lowest.
 *
 * @param operation what it does
 */
record EdacFile(int operation) implements Command<EdacFile.Access, String> {
    static final EdacFile READ = new EdacFile(EdacSeam.READ);
    static final EdacFile WRITE = new EdacFile(EdacSeam.WRITE);

    private static final int LONGEST = 4096;

    /** Which file, and what to write. */
    record Access(String file, String text) {}

    @Override
    public String name() {
        return operation == EdacSeam.READ ? "cxl.edac-read" : "cxl.edac-write";
    }

    @Override
    public int opcode() {
        return operation;
    }

    @Override
    public SpecReference specification() {
        return new SpecReference("Linux Documentation/ABI/testing/sysfs-edac-scrub and sysfs-edac-ecs", "all of it");
    }

    @Override
    public Effects effects(Access request) {
        return operation == EdacSeam.READ
                ? Effects.none(Effects.Source.KERNEL_DRIVER)
                : Effects.of(Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
    }

    @Override
    public RpcScope leastScope(Access request) {
        return RpcScope.CONFIGURATION;
    }

    @Override
    public int requestSize(Access request) {
        return 2 + request.file().length() + request.text().length();
    }

    @Override
    public int responseSize(Access request) {
        return LONGEST;
    }

    @Override
    public void encode(Access request, ByteBuffer into) {
        byte[] name = request.file().getBytes(StandardCharsets.US_ASCII);
        into.put(0, (byte) operation).put(1, (byte) name.length).put(2, name);
        into.put(2 + name.length, request.text().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String decode(Access request, Reply reply) {
        byte[] text = new byte[reply.length()];
        reply.buffer().get(0, text);
        return new String(text, StandardCharsets.US_ASCII).strip();
    }

    /** The setting. */
    @Override
    public List<String> about(Access request) {
        return List.of(request.file().replace('/', '.'));
    }

    @Override
    public Map<String, Object> describe(Access request) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("file", request.file());
        if (operation == EdacSeam.WRITE) {
            described.put("text", request.text());
        }
        return described;
    }

    @Override
    public Map<String, Object> describeReply(Access request, String reply) {
        return operation == EdacSeam.READ ? Map.of("text", reply) : Map.of();
    }
}
