// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Reply;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;

/**
 * The answer of a memory device to Identify Memory Device.
 *
 * <pre>
 *    0  firmware revision, 16 ASCII characters     52  u16 failure event log size, records
 *   16  u64 total capacity, in units of 256 MiB    54  u16 fatal event log size, records
 *   24  u64 volatile only capacity, the same       56  u32 label storage area size, bytes
 *   32  u64 persistent only capacity, the same     60  u24 most media error records of a poison list
 *   40  u64 partition alignment, the same          63  u16 limit of injected poison, 0 for none
 *   48  u16 informational event log size, records  65  u8 poison handling capabilities
 *   50  u16 warning event log size, records        66  u8 quality of service telemetry capabilities
 * </pre>
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.9.1.1 (table 8-142), and {@code struct cxl_mbox_identify} of
 * {@code drivers/cxl/cxlmem.h}.
 *
 * @param firmwareRevision the firmware's revision
 * @param totalCapacity bytes in all
 * @param volatileCapacity bytes that are always volatile
 * @param persistentCapacity bytes that are always persistent
 * @param partitionAlignment bytes to which a partition's border is aligned, 0 if there is none
 * @param informationEventLogSize records that the informational event log holds, 0 to 65535
 * @param warningEventLogSize records that the warning event log holds, 0 to 65535
 * @param failureEventLogSize records that the failure event log holds, 0 to 65535
 * @param fatalEventLogSize records that the fatal event log holds, 0 to 65535
 * @param labelStorageSize bytes of the label storage area
 * @param poisonListMaximum the most media error records in a poison list, 24 bits
 * @param injectPoisonLimit how many addresses can be poisoned at a time, 0 for no limit
 * @param poisonCapabilities poison handling capabilities, 8 bits, as the device gives them
 * @param qosTelemetryCapabilities quality of service telemetry, 8 bits, as the device gives them
 */
public record MemdevIdentity(
        String firmwareRevision,
        long totalCapacity,
        long volatileCapacity,
        long persistentCapacity,
        long partitionAlignment,
        int informationEventLogSize,
        int warningEventLogSize,
        int failureEventLogSize,
        int fatalEventLogSize,
        long labelStorageSize,
        int poisonListMaximum,
        int injectPoisonLimit,
        int poisonCapabilities,
        int qosTelemetryCapabilities) {
    static final int BYTES = 0x43;

    private static final int REVISION = 16;
    private static final BitField TOTAL = BitField.le(16, 0, 64);
    private static final BitField VOLATILE = BitField.le(24, 0, 64);
    private static final BitField PERSISTENT = BitField.le(32, 0, 64);
    private static final BitField ALIGNMENT = BitField.le(40, 0, 64);
    private static final BitField INFORMATION = BitField.le(48, 0, 16);
    private static final BitField WARNING = BitField.le(50, 0, 16);
    private static final BitField FAILURE = BitField.le(52, 0, 16);
    private static final BitField FATAL = BitField.le(54, 0, 16);
    private static final BitField LABEL_STORAGE = BitField.le(56, 0, 32);
    private static final BitField POISON_LIST = BitField.le(60, 0, 24);
    private static final BitField INJECT_LIMIT = BitField.le(63, 0, 16);
    private static final BitField POISON_CAPABILITIES = BitField.le(65, 0, 8);
    private static final BitField QOS_CAPABILITIES = BitField.le(66, 0, 8);

    private static final int MULTIPLE_SHIFT = 28;

    static MemdevIdentity decode(Reply reply, int base) {
        ByteBuffer data = reply.buffer();
        return new MemdevIdentity(
                revision(data, base),
                capacity(reply, TOTAL, base),
                capacity(reply, VOLATILE, base),
                capacity(reply, PERSISTENT, base),
                capacity(reply, ALIGNMENT, base),
                (int) INFORMATION.get(data, base),
                (int) WARNING.get(data, base),
                (int) FAILURE.get(data, base),
                (int) FATAL.get(data, base),
                LABEL_STORAGE.get(data, base),
                (int) POISON_LIST.get(data, base),
                (int) INJECT_LIMIT.get(data, base),
                (int) POISON_CAPABILITIES.get(data, base),
                (int) QOS_CAPABILITIES.get(data, base));
    }

    /** The device counts in units of 256 MiB; an honest one has fewer than 2^35 of them. */
    private static long capacity(Reply reply, BitField field, int base) {
        long multiples = field.get(reply.buffer(), base);
        if (multiples < 0 || multiples >= 1L << (63 - MULTIPLE_SHIFT)) {
            throw reply.malformed("a capacity of " + Long.toUnsignedString(multiples) + " times 256 MiB");
        }
        return multiples << MULTIPLE_SHIFT;
    }

    /** Up to the first zero byte, what is not printable as a question mark. */
    private static String revision(ByteBuffer data, int base) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < REVISION && data.get(base + i) != 0; i++) {
            byte character = data.get(base + i);
            text.append(character < ' ' || character > '~' ? '?' : (char) character);
        }
        return text.toString().strip();
    }
}
