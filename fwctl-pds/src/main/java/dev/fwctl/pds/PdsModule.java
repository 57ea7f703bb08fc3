// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.VendorModule;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The pds module, as programs that serve every vendor see it: the transport. It knows no operation of any product. */
public final class PdsModule implements VendorModule {
    /** Called by the service loader. */
    public PdsModule() {}

    @Override
    public int spi() {
        return SPI;
    }

    @Override
    public String name() {
        return "pds";
    }

    @Override
    public Set<String> drivers() {
        return Set.of(PdsDevice.DRIVER);
    }

    @Override
    public List<Command<?, ?>> commands() {
        return List.of(PdsRpc.COMMAND, ScopeProbe.COMMAND);
    }

    /** The driver copies as many bytes as the two lengths say; more than an int holds it refuses. */
    @Override
    public List<Attachment> attachments(ByteBuffer request) {
        Objects.requireNonNull(request, "request");
        if (request.limit() < PdsCommand.RPC_BYTES) {
            return List.of();
        }
        return List.of(
                Attachment.toDevice(
                        PdsCommand.REQUEST, PdsCommand.REQUEST_ADDRESS, bytes(PdsCommand.REQUEST_LENGTH, request)),
                Attachment.fromDevice(
                        PdsCommand.RESPONSE, PdsCommand.RESPONSE_ADDRESS, bytes(PdsCommand.RESPONSE_ROOM, request)));
    }

    private static int bytes(BitField length, ByteBuffer request) {
        return (int) Math.min(Integer.MAX_VALUE, length.get(request, 0));
    }

    @Override
    public Map<Integer, String> deviceTypes() {
        return Map.of(4, "PDS");
    }
}
