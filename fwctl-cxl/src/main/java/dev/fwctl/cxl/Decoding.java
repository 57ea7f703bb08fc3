// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Decodes what a device answered through a codec, which anybody may have written. */
final class Decoding {
    private Decoding() {}

    static <T> T decode(FwctlDevice device, FeatureCodec<T> codec, Feature feature, byte[] bytes) {
        if (bytes.length < codec.minimumSize()) {
            throw malformed(
                    device,
                    codec.name() + " has at least " + codec.minimumSize() + " bytes, and there are " + bytes.length,
                    bytes);
        }
        try {
            return codec.decode(
                    feature, ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            MalformedReplyException malformed =
                    malformed(device, codec.name() + " cannot be decoded: " + e.getMessage(), bytes);
            malformed.initCause(e);
            throw malformed;
        }
    }

    private static MalformedReplyException malformed(FwctlDevice device, String why, byte[] bytes) {
        byte[] shown = Arrays.copyOf(bytes, Math.min(bytes.length, MalformedReplyException.SHOWN_BYTES));
        RpcCall call = new RpcCall(
                device.node(),
                FeatureCommands.GET_FEATURE.name(),
                FeatureCommands.GET_FEATURE.opcode(),
                RpcScope.CONFIGURATION);
        return new MalformedReplyException(call, why, shown, bytes.length);
    }
}
