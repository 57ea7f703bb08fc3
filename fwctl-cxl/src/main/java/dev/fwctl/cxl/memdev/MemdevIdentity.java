// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Reply;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

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
 */
public final class MemdevIdentity extends NamedValues {
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

    private final ByteBuffer data;

    private MemdevIdentity(ByteBuffer data) {
        this.data = data;
    }

    static MemdevIdentity decode(Reply reply, int base) {
        for (BitField capacity : List.of(TOTAL, VOLATILE, PERSISTENT, ALIGNMENT)) {
            long multiples = capacity.get(reply.buffer(), base);
            if (multiples < 0 || multiples >= 1L << (63 - MULTIPLE_SHIFT)) {
                throw reply.malformed("a capacity of " + Long.toUnsignedString(multiples) + " times 256 MiB");
            }
        }
        byte[] copy = new byte[BYTES];
        reply.buffer().get(base, copy);
        return new MemdevIdentity(ByteBuffer.wrap(copy));
    }

    /** The device counts in units of 256 MiB; an honest one has fewer than 2^35 of them. */
    private long capacity(BitField field) {
        return field.get(data, 0) << MULTIPLE_SHIFT;
    }

    /** Up to the first zero byte, what is not printable as a question mark. */
    private static String revision(ByteBuffer data) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < REVISION && data.get(i) != 0; i++) {
            byte character = data.get(i);
            text.append(character < ' ' || character > '~' ? '?' : (char) character);
        }
        return text.toString().strip();
    }

    /** The firmware's revision. */
    public String firmwareRevision() {
        return revision(data);
    }

    /** Bytes in all. */
    public long totalCapacity() {
        return capacity(TOTAL);
    }

    /** Bytes that are always volatile. */
    public long volatileCapacity() {
        return capacity(VOLATILE);
    }

    /** Bytes that are always persistent. */
    public long persistentCapacity() {
        return capacity(PERSISTENT);
    }

    /** Bytes to which a partition's border is aligned, 0 if there is none. */
    public long partitionAlignment() {
        return capacity(ALIGNMENT);
    }

    /** Records that the informational event log holds, 0 to 65535. */
    public int informationEventLogSize() {
        return (int) INFORMATION.get(data, 0);
    }

    /** Records that the warning event log holds, 0 to 65535. */
    public int warningEventLogSize() {
        return (int) WARNING.get(data, 0);
    }

    /** Records that the failure event log holds, 0 to 65535. */
    public int failureEventLogSize() {
        return (int) FAILURE.get(data, 0);
    }

    /** Records that the fatal event log holds, 0 to 65535. */
    public int fatalEventLogSize() {
        return (int) FATAL.get(data, 0);
    }

    /** Bytes of the label storage area. */
    public long labelStorageSize() {
        return LABEL_STORAGE.get(data, 0);
    }

    /** The most media error records in a poison list, 24 bits. */
    public int poisonListMaximum() {
        return (int) POISON_LIST.get(data, 0);
    }

    /** How many addresses can be poisoned at a time, 0 for no limit. */
    public int injectPoisonLimit() {
        return (int) INJECT_LIMIT.get(data, 0);
    }

    /** Poison handling capabilities, 8 bits, as the device gives them. */
    public int poisonCapabilities() {
        return (int) POISON_CAPABILITIES.get(data, 0);
    }

    /** Quality of service telemetry, 8 bits, as the device gives them. */
    public int qosTelemetryCapabilities() {
        return (int) QOS_CAPABILITIES.get(data, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("firmwareRevision", firmwareRevision());
        to.accept("totalCapacity", totalCapacity());
        to.accept("volatileCapacity", volatileCapacity());
        to.accept("persistentCapacity", persistentCapacity());
        to.accept("partitionAlignment", partitionAlignment());
        to.accept("informationEventLogSize", informationEventLogSize());
        to.accept("warningEventLogSize", warningEventLogSize());
        to.accept("failureEventLogSize", failureEventLogSize());
        to.accept("fatalEventLogSize", fatalEventLogSize());
        to.accept("labelStorageSize", labelStorageSize());
        to.accept("poisonListMaximum", poisonListMaximum());
        to.accept("injectPoisonLimit", injectPoisonLimit());
        to.accept("poisonCapabilities", poisonCapabilities());
        to.accept("qosTelemetryCapabilities", qosTelemetryCapabilities());
    }
}
