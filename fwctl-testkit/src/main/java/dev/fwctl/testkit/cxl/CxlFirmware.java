// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.testkit.cxl.CxlMailbox.Completion;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Firmware of a CXL device that has Features, after CXL 3.2, 8.2.10.6: values current, default and saved, transfers in
 * parts, resets. Plug it in as {@code CxlDriver.of(firmware)}. Safe for use by any number of threads.
 */
public final class CxlFirmware implements CxlMailbox {
    /** How deep a reset goes. */
    public enum Reset {
        /** A CXL reset. */
        CXL,
        /** A hot reset. */
        HOT,
        /** A warm reset. */
        WARM,
        /** A cold reset: power off and on. */
        COLD
    }

    private static final int GET_SUPPORTED_FEATURES = 0x500;
    private static final int GET_FEATURE = 0x501;
    private static final int SET_FEATURE = 0x502;
    private static final int LIST_HEADER = 8;
    private static final int ENTRY = 48;
    private final int payloadSize;
    private final FeatureAccess commands;
    private final Map<UUID, FeatureState> features = new LinkedHashMap<>();
    private final Map<Integer, Deque<Integer>> ordered = new LinkedHashMap<>();
    private final CxlLogs logs;
    private final FeatureTransfer transfer = new FeatureTransfer();
    private @Nullable FirmwareFile memory;

    private CxlFirmware(int payloadSize, FeatureAccess commands, List<CxlFeature> features) {
        this.payloadSize = payloadSize;
        this.commands = commands;
        for (CxlFeature feature : features) {
            this.features.put(feature.uuid(), new FeatureState(feature, this.features.size()));
        }
        this.logs = new CxlLogs(commands, features);
    }

    /**
     * Firmware with a mailbox of 4096 bytes that has all three Feature commands.
     *
     * @param features its Features, listed in this order
     * @return the firmware, as after a cold reset
     */
    public static CxlFirmware of(CxlFeature... features) {
        return of(4096, FeatureAccess.READ_WRITE, List.of(features));
    }

    /**
     * Firmware with the standard Features, which the kernel keeps to itself, fourteen of a vendor's with effects of each
     * class, and a vendor debug log of 10,000 bytes.
     *
     * @return new firmware
     */
    public static CxlFirmware demonstration() {
        return of(DemoFeatures.all()).debugLog(DemoFeatures.debugLog());
    }

    /**
     * Firmware like that of Linux's own CXL mock: one Feature, all ones in its UUID, of four bytes.
     *
     * @return new firmware
     */
    public static CxlFirmware mock() {
        return of(DemoFeatures.mock());
    }

    /**
     * Firmware of any kind.
     *
     * @param payloadSize the mailbox's payload size in bytes
     * @param commands which Feature commands there are
     * @param features its Features, listed in this order
     * @return the firmware, as after a cold reset
     */
    public static CxlFirmware of(int payloadSize, FeatureAccess commands, List<CxlFeature> features) {
        return new CxlFirmware(payloadSize, commands, features);
    }

    @Override
    public int payloadSize() {
        return payloadSize;
    }

    @Override
    public FeatureAccess featureAccess() {
        return commands;
    }

    /** What firmware does with the offset of a Set Feature that carries all of its data at once. */
    public enum FullTransferOffset {
        /** The data go to the offset. */
        HEEDED,
        /** The data go to byte 0: the offset counts in transfers of several parts only (CXL 3.2, 8.2.10.6.3). */
        IGNORED
    }

    /**
     * Changes what the firmware does with the offset of a full transfer. At first it heeds it.
     *
     * @param treatment what it does from now on
     * @return this firmware
     */
    public synchronized CxlFirmware fullTransferOffset(FullTransferOffset treatment) {
        transfer.offsetOfFull = treatment;
        return this;
    }

    /**
     * Gives the device a vendor debug log, which can be read and cleared at its memory device, /dev/cxl/memN.
     *
     * @param content what is in it until it is cleared
     * @return this firmware
     */
    public synchronized CxlFirmware debugLog(byte[] content) {
        logs.debugLog(content.clone());
        return this;
    }

    /**
     * Orders a return code for coming commands; they have no other effect. Orders for one opcode queue up.
     *
     * @param opcode which command, for example {@code 0x502}
     * @param returnCode see {@link CxlFirmwareStatus}
     * @param times how many commands get it
     * @return this firmware
     */
    public synchronized CxlFirmware answer(int opcode, int returnCode, int times) {
        Deque<Integer> queue = ordered.computeIfAbsent(opcode, key -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            queue.add(returnCode);
        }
        return this;
    }

    /**
     * Breaks the next transfer of several parts: one of them ends with a return code. What came before it stays with the
     * device, which waits for the rest. The kernel neither goes on nor aborts, so that until a reset each further Set
     * Feature is refused.
     *
     * @param parts how many parts arrive first, 1 or more
     * @param returnCode what the next one ends with
     * @return this firmware
     */
    public synchronized CxlFirmware breakTransfer(int parts, int returnCode) {
        transfer.breakAfter(parts, returnCode);
        return this;
    }

    /**
     * A Feature's current value.
     *
     * @param uuid which Feature
     * @return a copy
     * @throws IllegalArgumentException if there is no such Feature
     */
    public synchronized byte[] currentValue(UUID uuid) {
        return state(uuid).current().clone();
    }

    /**
     * A Feature's saved value.
     *
     * @param uuid which Feature
     * @return a copy
     * @throws IllegalArgumentException if there is no such Feature
     */
    public synchronized byte[] savedValue(UUID uuid) {
        return state(uuid).saved().clone();
    }

    private FeatureState state(UUID uuid) {
        FeatureState state = features.get(uuid);
        if (state == null) {
            throw new IllegalArgumentException("this firmware has no Feature " + uuid);
        }
        return state;
    }

    /**
     * Resets the device. A Feature that outlives a reset of this depth goes on with its saved value, any other with its
     * default one. A transfer that was under way is forgotten.
     *
     * @param depth how deep
     */
    public synchronized void reset(Reset depth) {
        features.values().forEach(state -> state.reset(depth));
        transfer.forget();
        remember();
    }

    /**
     * Keeps what the device remembers in a file, from which it is read again if it is there: the current and saved values,
     * and a transfer that is under way. The file outlives this JVM, as a device outlives a program: it is replaced as a
     * whole after each change.
     *
     * @param file the file; another device's Features in it are left out
     * @return this firmware
     */
    public synchronized CxlFirmware keepIn(Path file) {
        memory = new FirmwareFile(file);
        Map<String, byte[]> kept = memory.read();
        for (FeatureState state : features.values()) {
            state.resume(kept);
            transfer.resume(state, kept);
        }
        return this;
    }

    private void remember() {
        if (memory == null) {
            return;
        }
        Map<String, byte[]> kept = new LinkedHashMap<>();
        features.values().forEach(state -> state.keepIn(kept));
        transfer.keepIn(kept);
        memory.write(kept);
    }

    @Override
    public synchronized Completion send(int opcode, byte[] payload, int room) {
        Deque<Integer> queue = ordered.get(opcode);
        Integer code = queue == null ? null : queue.poll();
        if (code != null) {
            return Completion.failure(code);
        }
        return switch (opcode) {
            case GET_SUPPORTED_FEATURES -> list(payload, room);
            case GET_FEATURE -> get(payload);
            case SET_FEATURE -> set(payload);
            default -> logs.send(opcode, payload, room);
        };
    }

    private Completion list(byte[] payload, int room) {
        if (payload.length != 8) {
            return Completion.failure(CxlFirmwareStatus.INVALID_PAYLOAD_LENGTH);
        }
        long bytes = Math.min(Integer.toUnsignedLong(Wire.little(payload).getInt(0)), room);
        int start = Wire.little(payload).getShort(4) & 0xffff;
        if (bytes < LIST_HEADER || start >= features.size()) {
            return Completion.failure(CxlFirmwareStatus.INVALID_INPUT);
        }
        int count = (int) Math.min((bytes - LIST_HEADER) / ENTRY, features.size() - start);
        byte[] reply = new byte[LIST_HEADER + count * ENTRY];
        Wire.little(reply).putShort(0, (short) count).putShort(2, (short) features.size());
        features.values().stream().skip(start).limit(count).forEach(state -> {
            int at = LIST_HEADER + (state.id - start) * ENTRY;
            Arrays.fill(reply, at, at + ENTRY, state.feature.reserved());
            Wire.putUuid(reply, at, state.feature.uuid());
            Wire.little(reply)
                    .putShort(at + 16, (short) state.id)
                    .putShort(at + 18, (short) state.feature.readableBytes())
                    .putShort(at + 20, (short) state.feature.settableBytes())
                    .putInt(at + 22, state.feature.flags())
                    .put(at + 26, (byte) state.feature.getVersion())
                    .put(at + 27, (byte) state.feature.setVersion())
                    .putShort(at + 28, (short) state.feature.effects());
        });
        return Completion.success(reply);
    }

    private Completion get(byte[] payload) {
        if (payload.length != 21) {
            return Completion.failure(CxlFirmwareStatus.INVALID_PAYLOAD_LENGTH);
        }
        FeatureState state = features.get(Wire.uuid(payload, 0));
        if (state == null) {
            return Completion.failure(CxlFirmwareStatus.UNSUPPORTED);
        }
        byte[] value = switch (payload[20]) {
            case 0 -> state.current();
            case 1 -> (state.feature.flags() & CxlFeature.DEFAULT_SELECTION) == 0 ? null : state.byDefault;
            case 2 -> (state.feature.flags() & CxlFeature.SAVED_SELECTION) == 0 ? null : state.saved();
            default -> null;
        };
        if (value == null) {
            return Completion.failure(CxlFirmwareStatus.UNSUPPORTED_FEATURE_SELECTION_VALUE);
        }
        int offset = Wire.little(payload).getShort(16) & 0xffff;
        int count = Wire.little(payload).getShort(18) & 0xffff;
        int size = state.feature.readableBytes();
        if (offset > size || count > size - offset) {
            return Completion.failure(CxlFirmwareStatus.INVALID_INPUT);
        }
        return Completion.success(Arrays.copyOfRange(value, offset, offset + count));
    }

    private Completion set(byte[] payload) {
        if (payload.length < FeatureTransfer.HEADER) {
            return Completion.failure(CxlFirmwareStatus.INVALID_PAYLOAD_LENGTH);
        }
        FeatureState state = features.get(Wire.uuid(payload, 0));
        if (state == null) {
            return Completion.failure(CxlFirmwareStatus.UNSUPPORTED);
        }
        Completion completion = transfer.set(state, payload);
        remember();
        return completion;
    }
}
