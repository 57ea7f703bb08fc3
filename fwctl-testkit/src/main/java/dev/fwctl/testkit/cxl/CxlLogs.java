// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.testkit.cxl.CxlMailbox.Completion;
import dev.fwctl.testkit.cxl.CxlMailbox.FeatureAccess;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands of simulated CXL firmware besides those on Features: what it is, and its logs, after CXL 3.2, 8.2.10.5
 * and 8.2.10.9.1.1.
 */
final class CxlLogs {
    static final int GET_SUPPORTED_LOGS = 0x400;
    static final int GET_LOG = 0x401;
    static final int GET_LOG_CAPABILITIES = 0x402;
    static final int CLEAR_LOG = 0x403;
    static final int IDENTIFY = 0x4000;

    static final UUID COMMAND_EFFECTS = UUID.fromString("0da9c0b5-bf41-4b78-8f79-96b1623b3f17");
    static final UUID VENDOR_DEBUG = UUID.fromString("5e1819d9-11a9-400c-811f-d60719403d86");

    private static final int IDENTITY = 0x43;
    private static final int LOG_ENTRY = 20;
    private static final int GET_LOG_IN = 24;
    private static final int UUID_BYTES = 16;
    private static final int IMMEDIATE_LOG_CHANGE = 1 << 4;
    /** Bit 0: can be cleared; bit 3: persists over a cold reset. */
    private static final int DEBUG_CAPABILITIES = 0x9;

    private final FeatureAccess commands;
    private final int setEffects;
    private byte @Nullable [] debug;

    CxlLogs(FeatureAccess commands, List<CxlFeature> features) {
        this.commands = commands;
        int effects = 0;
        for (CxlFeature feature : features) {
            effects |= feature.effects() & 0xfff;
        }
        this.setEffects = effects;
    }

    void debugLog(byte[] content) {
        debug = content;
    }

    Completion send(int opcode, byte[] payload, int room) {
        return switch (opcode) {
            case IDENTIFY -> payload.length == 0 ? Completion.success(identity()) : badLength();
            case GET_SUPPORTED_LOGS -> payload.length == 0 ? Completion.success(list()) : badLength();
            case GET_LOG -> payload.length == GET_LOG_IN ? read(payload, room) : badLength();
            case GET_LOG_CAPABILITIES -> payload.length == UUID_BYTES ? capabilities(payload) : badLength();
            case CLEAR_LOG -> payload.length == UUID_BYTES ? clear(payload) : badLength();
            default -> Completion.failure(CxlFirmwareStatus.UNSUPPORTED);
        };
    }

    private static Completion badLength() {
        return Completion.failure(CxlFirmwareStatus.INVALID_PAYLOAD_LENGTH);
    }

    /** Two times 256 MiB, all of it volatile. */
    private static byte[] identity() {
        byte[] identity = new byte[IDENTITY];
        Wire.putText(identity, 0, 16, "simulated 1.0");
        Wire.little(identity).putLong(16, 2).putLong(24, 2).putInt(56, 0x20000);
        return identity;
    }

    private byte[] list() {
        byte[] debugLog = debug;
        byte[] list = new byte[8 + LOG_ENTRY * (debugLog == null ? 1 : 2)];
        Wire.little(list).putShort(0, (short) (debugLog == null ? 1 : 2));
        Wire.putUuid(list, 8, COMMAND_EFFECTS);
        Wire.little(list).putInt(24, effectsLog().length);
        if (debugLog != null) {
            Wire.putUuid(list, 28, VENDOR_DEBUG);
            Wire.little(list).putInt(44, debugLog.length);
        }
        return list;
    }

    private byte[] effectsLog() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        entry(log, IDENTIFY, 0);
        entry(log, GET_SUPPORTED_LOGS, 0);
        entry(log, GET_LOG, 0);
        if (debug != null) {
            entry(log, GET_LOG_CAPABILITIES, 0);
            entry(log, CLEAR_LOG, IMMEDIATE_LOG_CHANGE);
        }
        if (commands != FeatureAccess.NONE) {
            entry(log, 0x500, 0);
            entry(log, 0x501, 0);
        }
        if (commands == FeatureAccess.READ_WRITE) {
            entry(log, 0x502, setEffects);
        }
        return log.toByteArray();
    }

    private static void entry(ByteArrayOutputStream log, int opcode, int effects) {
        byte[] entry = new byte[4];
        Wire.little(entry).putShort(0, (short) opcode).putShort(2, (short) effects);
        log.writeBytes(entry);
    }

    private byte @Nullable [] log(byte[] payload) {
        UUID uuid = Wire.uuid(payload, 0);
        return uuid.equals(COMMAND_EFFECTS) ? effectsLog() : uuid.equals(VENDOR_DEBUG) ? debug : null;
    }

    private Completion read(byte[] payload, int room) {
        byte[] log = log(payload);
        if (log == null) {
            return Completion.failure(CxlFirmwareStatus.INVALID_LOG);
        }
        long offset = Integer.toUnsignedLong(Wire.little(payload).getInt(16));
        long length = Integer.toUnsignedLong(Wire.little(payload).getInt(20));
        if (length > room || offset + length > log.length) {
            return Completion.failure(CxlFirmwareStatus.INVALID_INPUT);
        }
        return Completion.success(Arrays.copyOfRange(log, (int) offset, (int) (offset + length)));
    }

    private Completion capabilities(byte[] payload) {
        if (log(payload) == null) {
            return Completion.failure(CxlFirmwareStatus.INVALID_LOG);
        }
        byte[] flags = new byte[4];
        Wire.little(flags).putInt(0, Wire.uuid(payload, 0).equals(VENDOR_DEBUG) ? DEBUG_CAPABILITIES : 0);
        return Completion.success(flags);
    }

    private Completion clear(byte[] payload) {
        if (log(payload) == null) {
            return Completion.failure(CxlFirmwareStatus.INVALID_LOG);
        }
        if (!Wire.uuid(payload, 0).equals(VENDOR_DEBUG)) {
            return Completion.failure(CxlFirmwareStatus.INVALID_INPUT);
        }
        debug = new byte[0];
        return Completion.success();
    }
}
