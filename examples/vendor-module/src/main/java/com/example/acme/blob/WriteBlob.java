// SPDX-License-Identifier: Apache-2.0
package com.example.acme.blob;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a blob. */
public final class WriteBlob implements Command<WriteBlob.Request, WriteBlob.Done> {
    /** What a write does. It stands before the command, which reads it: constants come to be in the order of the text. */
    static final Effects EFFECTS =
            Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE);

    /** The command. */
    public static final WriteBlob COMMAND = new WriteBlob();

    /**
     * What to write.
     *
     * @param number of the blob
     * @param bytes 1 to 64 of them
     */
    public record Request(int number, byte[] bytes) {
        /** Checks the length, and copies. */
        public Request {
            Objects.requireNonNull(bytes, "bytes");
            BlobWire.length(bytes.length);
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Request other && number == other.number && Arrays.equals(bytes, other.bytes);
        }

        @Override
        public int hashCode() {
            return number * 31 + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "blob " + number + ", " + bytes.length + " bytes";
        }
    }

    /** The device has taken it. */
    public record Done() {}

    private WriteBlob() {}

    @Override
    public String name() {
        return "acme-blob.write";
    }

    @Override
    public int opcode() {
        return BlobWire.WRITE;
    }

    @Override
    public SpecReference specification() {
        return BlobModule.SPECIFICATION;
    }

    @Override
    public Effects effects(Request request) {
        Objects.requireNonNull(request, "request");
        return EFFECTS;
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
        BlobWire.encode(into, BlobWire.WRITE, request.number(), request.bytes().length);
    }

    @Override
    public List<Attachment> attachments(Request request) {
        Objects.requireNonNull(request, "request");
        return List.of(BlobWire.write(request.bytes().length));
    }

    @Override
    public void encodeAttachment(Request request, Attachment attachment, ByteBuffer into) {
        into.put(0, request.bytes());
    }

    @Override
    public Done decode(Request request, Reply reply) {
        BlobWire.requireDone(this, request, reply);
        return new Done();
    }

    @Override
    public Map<String, Object> describe(Request request) {
        Objects.requireNonNull(request, "request");
        return Map.of("blob", request.number(), "bytes", request.bytes().length);
    }

    /** The status is one: see {@link BlobWire#requireDone}. */
    @Override
    public boolean answersWithErrno() {
        return true;
    }
}
