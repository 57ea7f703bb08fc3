// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.internal.MailboxCommand;
import dev.fwctl.cxl.internal.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * <pre>
 *   request payload              reply payload
 *    0  u32 count, in bytes       0  u16 entries in this reply
 *    4  u16 start index           2  u16 Features in all
 *    6  u16 reserved              4  u32 reserved
 *                                 8  entries of 48 bytes each
 * </pre>
 */
final class GetSupportedFeaturesCommand extends MailboxCommand<GetSupportedFeatures, FeaturePage> {
    GetSupportedFeaturesCommand() {
        super("cxl.get-supported-features", 0x0500, "8.2.10.6.1");
    }

    @Override
    protected int payloadSize(GetSupportedFeatures request) {
        return FeatureWire.LIST_IN;
    }

    @Override
    protected void encodePayload(GetSupportedFeatures request, ByteBuffer into, int base) {
        FeatureWire.LIST_COUNT.set(into, base, (long) request.maxEntries() * FeatureWire.ENTRY);
        FeatureWire.LIST_START.set(into, base, request.startIndex());
    }

    @Override
    public int responseSize(GetSupportedFeatures request) {
        return Wire.REPLY_HEADER + FeatureWire.LIST_OUT + request.maxEntries() * FeatureWire.ENTRY;
    }

    @Override
    public FeaturePage decode(GetSupportedFeatures request, Reply reply) {
        int size = Wire.payload(reply);
        if (size < FeatureWire.LIST_OUT) {
            throw reply.malformed("the list of Features begins with 8 bytes, and the payload has " + size);
        }
        ByteBuffer buffer = reply.buffer();
        int count = (int) FeatureWire.LIST_ENTRIES.get(buffer, Wire.REPLY_HEADER);
        int total = (int) FeatureWire.LIST_TOTAL.get(buffer, Wire.REPLY_HEADER);
        if (FeatureWire.LIST_OUT + count * FeatureWire.ENTRY > size) {
            throw reply.malformed("it announces " + count + " Features of 48 bytes, and has "
                    + (size - FeatureWire.LIST_OUT) + " bytes of them");
        }
        check(request, reply, count, total);
        List<Feature> features = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            features.add(Feature.decode(buffer, Wire.REPLY_HEADER + FeatureWire.LIST_OUT + i * FeatureWire.ENTRY));
        }
        return new FeaturePage(total, features);
    }

    private static void check(GetSupportedFeatures request, Reply reply, int count, int total) {
        if (count > request.maxEntries()) {
            throw reply.malformed(
                    "it has " + count + " Features, and no more than " + request.maxEntries() + " were asked for");
        }
        if (request.startIndex() + count > total) {
            throw reply.malformed("it has " + count + " Features from number " + request.startIndex()
                    + " on, and says that there are " + total + " in all");
        }
        if (count == 0 && request.maxEntries() > 0 && request.startIndex() < total) {
            throw reply.malformed("it has no Features from number " + request.startIndex()
                    + " on, and says that there are " + total + " in all");
        }
    }

    @Override
    public Map<String, Object> describe(GetSupportedFeatures request) {
        return Map.of("startIndex", request.startIndex(), "maxEntries", request.maxEntries());
    }

    @Override
    public Map<String, Object> describeReply(GetSupportedFeatures request, FeaturePage page) {
        return Map.of("features", page.features().size(), "total", page.total());
    }

    @Override
    public @Nullable String hint(GetSupportedFeatures request, Errno errno) {
        return errno.equals(Errno.EINVAL) && request.startIndex() > 0
                ? "The device has no Feature number " + request.startIndex() + "; begin at 0 to hear how many it has"
                : null;
    }
}
