// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The three CXL Features commands by hand, after include/uapi/fwctl/cxl.h and include/uapi/cxl/features.h: a second
 * client, which shares no encoder with the library.
 */
public final class RawCxl {
    public static final int GET_SUPPORTED_FEATURES = 0x500;
    public static final int GET_FEATURE = 0x501;
    public static final int SET_FEATURE = 0x502;
    /** Raw requests have no public document to the library, hence need this. */
    public static final AccessPolicy POLICY = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    /** The one Feature of upstream's mock. */
    public static final UUID VENDOR_FEATURE = new UUID(-1, -1);

    private static final int HEADER = 16;
    private static final int REPLY_HEADER = 8;

    /** The return code of the firmware, and what follows the reply's header. */
    public record Answer(int returnCode, byte[] payload, int reportedLength) {}

    private RawCxl() {}

    public static Answer getFeature(
            FwctlDevice device, UUID uuid, int offset, int count, int selection, RpcScope scope) {
        RpcSlot slot = device.newSlot(HEADER + 21, REPLY_HEADER + count);
        header(slot.request(), GET_FEATURE, 21);
        uuid(slot.request(), uuid);
        slot.request().putShort(32, (short) offset).putShort(34, (short) count).put(36, (byte) selection);
        return send(device, slot, scope, HEADER + 21, REPLY_HEADER + count);
    }

    /** Reads the vendor Feature of upstream's mock in a request as long as one likes; the kernel reads its beginning. */
    public static void readVendorFeature(FwctlDevice device, RpcSlot slot, int requestLength) {
        header(slot.request(), GET_FEATURE, 21);
        uuid(slot.request(), VENDOR_FEATURE);
        slot.request().putShort(32, (short) 0).putShort(34, (short) 4).put(36, (byte) 0);
        send(device, slot, RpcScope.CONFIGURATION, requestLength, REPLY_HEADER + 4);
    }

    public static Answer setFeature(
            FwctlDevice device, UUID uuid, int offset, int version, byte[] data, RpcScope scope) {
        int length = HEADER + 32 + data.length;
        RpcSlot slot = device.newSlot(length, REPLY_HEADER);
        header(slot.request(), SET_FEATURE, 32 + data.length);
        uuid(slot.request(), uuid);
        slot.request().putShort(36, (short) offset).put(38, (byte) version).put(48, data);
        return send(device, slot, scope, length, REPLY_HEADER);
    }

    public static Answer listFeatures(FwctlDevice device, int start, int entries, int replyLength, RpcScope scope) {
        RpcSlot slot = device.newSlot(HEADER + 8, replyLength);
        header(slot.request(), GET_SUPPORTED_FEATURES, 8);
        slot.request().putInt(16, entries * 48).putShort(20, (short) start);
        return send(device, slot, scope, HEADER + 8, replyLength);
    }

    public static void header(ByteBuffer request, int opcode, int size) {
        request.putInt(0, opcode).putInt(8, size);
    }

    private static void uuid(ByteBuffer request, UUID uuid) {
        // A CXL UUID is in network order, as it is written; the buffer is little-endian.
        request.putLong(16, Long.reverseBytes(uuid.getMostSignificantBits()));
        request.putLong(24, Long.reverseBytes(uuid.getLeastSignificantBits()));
    }

    private static Answer send(FwctlDevice device, RpcSlot slot, RpcScope scope, int requestLength, int replyLength) {
        int length = device.rpc(slot, scope, requestLength, replyLength);
        ByteBuffer reply = slot.response();
        int size = Math.min(reply.getInt(0), replyLength - REPLY_HEADER);
        byte[] payload = new byte[size];
        reply.get(REPLY_HEADER, payload);
        return new Answer(reply.getInt(4), payload, length);
    }
}
