// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a blob. */
public final class ReadBlob implements Command<ReadBlob.Request, byte[]> {
    /** The command. */
    public static final ReadBlob COMMAND = new ReadBlob();

    /**
     * What to read.
     *
     * @param number of the blob
     * @param length in bytes, 1 to 64
     */
    public record Request(int number, int length) {
        /** Checks the length. */
        public Request {
            BlobWire.length(length);
        }
    }

    private ReadBlob() {}

    @Override
    public String name() {
        return "acme-blob.read";
    }

    @Override
    public int opcode() {
        return BlobWire.READ;
    }

    @Override
    public SpecReference specification() {
        return BlobModule.SPECIFICATION;
    }

    @Override
    public Effects effects(Request request) {
        Objects.requireNonNull(request, "request");
        return Effects.none(Effects.Source.SPECIFICATION);
    }

    @Override
    public RpcScope leastScope(Request request) {
        Objects.requireNonNull(request, "request");
        return RpcScope.CONFIGURATION;
    }

    @Override
    public int requestSize(Request request) {
        Objects.requireNonNull(request, "request");
        return BlobWire.RPC_BYTES;
    }

    @Override
    public int responseSize(Request request) {
        Objects.requireNonNull(request, "request");
        return BlobWire.RPC_BYTES;
    }

    @Override
    public void encode(Request request, ByteBuffer into) {
        BlobWire.encode(into, BlobWire.READ, request.number(), request.length());
    }

    @Override
    public List<Attachment> attachments(Request request) {
        Objects.requireNonNull(request, "request");
        return List.of(BlobWire.read(request.length()));
    }

    @Override
    public byte[] decode(Request request, Reply reply) {
        BlobWire.requireDone(this, request, reply);
        byte[] bytes = new byte[request.length()];
        BlobWire.data(reply).get(0, bytes);
        return bytes;
    }

    @Override
    public String hint(Request request, Errno errno) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(errno, "errno");
        return errno.symbol().equals("ENOENT") ? "The store has no blob " + request.number() : null;
    }

    /** For observers and the audit log; the content may be a secret, so it is not shown. */
    @Override
    public Map<String, Object> describe(Request request) {
        Objects.requireNonNull(request, "request");
        return Map.of("blob", request.number());
    }

    /** Blob 7 holds the device's password: no byte of a reply to it is recorded. */
    @Override
    public boolean sensitiveReply(Request request) {
        Objects.requireNonNull(request, "request");
        return request.number() == 7;
    }

    /** The status is one: see {@link BlobWire#requireDone}. */
    @Override
    public boolean answersWithErrno() {
        return true;
    }
}
