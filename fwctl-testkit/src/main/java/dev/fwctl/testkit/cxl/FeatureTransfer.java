// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.testkit.cxl.CxlFirmware.FullTransferOffset;
import dev.fwctl.testkit.cxl.CxlMailbox.Completion;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transfer of Set Feature's data, after CXL 3.2, 8.2.10.6.3: at once, or in parts of which the device keeps what
 * has come. Not safe for use by several threads: {@link CxlFirmware} lets one in at a time.
 */
final class FeatureTransfer {
    static final int HEADER = 32;

    private static final int FULL = 0;
    private static final int INITIATE = 1;
    private static final int CONTINUE = 2;
    private static final int FINISH = 3;
    private static final int ABORT = 4;
    private static final int ACTION = 7;
    private static final int SAVE = 1 << 3;

    /** Data that come in parts: what there will be at the end, and where the next part must begin. */
    private record UnderWay(FeatureState target, byte[] data, int next) {}

    private @Nullable UnderWay underWay;
    private int breakAfter;
    private int breakCode;
    FullTransferOffset offsetOfFull = FullTransferOffset.HEEDED;

    void breakAfter(int parts, int returnCode) {
        breakAfter = parts;
        breakCode = returnCode;
    }

    void forget() {
        underWay = null;
    }

    /** Executes Set Feature on the Feature that its payload names. */
    Completion set(FeatureState target, byte[] payload) {
        int flags = Wire.little(payload).getInt(16);
        int offset = Wire.little(payload).getShort(20) & 0xffff;
        byte[] data = Arrays.copyOfRange(payload, HEADER, payload.length);
        if ((payload[22] & 0xff) != target.feature.setVersion()) {
            return Completion.failure(CxlFirmwareStatus.UNSUPPORTED_FEATURE_VERSION);
        }
        if (offset > target.feature.settableBytes() || data.length > target.feature.settableBytes() - offset) {
            return Completion.failure(CxlFirmwareStatus.INVALID_PAYLOAD_LENGTH);
        }
        return switch (flags & ACTION) {
            case FULL -> {
                if (underWay != null) {
                    yield Completion.failure(CxlFirmwareStatus.FEATURE_TRANSFER_IN_PROGRESS);
                }
                commit(target, data, offsetOfFull == FullTransferOffset.HEEDED ? offset : 0, flags);
                yield Completion.success();
            }
            case INITIATE -> {
                if (underWay != null) {
                    yield Completion.failure(CxlFirmwareStatus.FEATURE_TRANSFER_IN_PROGRESS);
                }
                part(new UnderWay(target, target.settable(), offset), data);
                yield Completion.success();
            }
            case CONTINUE, FINISH -> goOn(target, data, offset, flags);
            case ABORT -> {
                forget();
                yield Completion.success();
            }
            default -> Completion.failure(CxlFirmwareStatus.INVALID_INPUT);
        };
    }

    private Completion goOn(FeatureState target, byte[] data, int offset, int flags) {
        UnderWay open = underWay;
        if (breakAfter > 0 && --breakAfter == 0) {
            return Completion.failure(breakCode);
        }
        if (open == null || open.target != target || open.next != offset) {
            forget();
            return Completion.failure(CxlFirmwareStatus.FEATURE_TRANSFER_OUT_OF_ORDER);
        }
        part(open, data);
        if ((flags & ACTION) == FINISH) {
            commit(target, open.data, 0, flags);
            forget();
        }
        return Completion.success();
    }

    private void part(UnderWay open, byte[] data) {
        System.arraycopy(data, 0, open.data, open.next, data.length);
        underWay = new UnderWay(open.target, open.data, open.next + data.length);
    }

    private static void commit(FeatureState target, byte[] data, int offset, int flags) {
        target.set(data, offset);
        if ((flags & SAVE) != 0) {
            target.save(data, offset);
        }
    }

    void keepIn(Map<String, byte[]> kept) {
        if (underWay != null) {
            byte[] next = new byte[Integer.BYTES];
            Wire.little(next).putInt(0, underWay.next);
            kept.put(underWay.target.feature.uuid() + " transfer", underWay.data);
            kept.put(underWay.target.feature.uuid() + " next", next);
        }
    }

    void resume(FeatureState target, Map<String, byte[]> kept) {
        byte[] data = kept.get(target.feature.uuid() + " transfer");
        byte[] next = kept.get(target.feature.uuid() + " next");
        if (data != null && next != null) {
            underWay = new UnderWay(target, data, Wire.little(next).getInt(0));
        }
    }
}
