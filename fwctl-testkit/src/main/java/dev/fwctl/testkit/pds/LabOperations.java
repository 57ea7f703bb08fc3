// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.pds;

import dev.fwctl.testkit.pds.PdsFirmware.Result;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The operations of {@code lab/pds/operations.c}: slots that are staged and synced, an echo, a debug level. */
final class LabOperations {
    private static final int SLOTS = 16;
    private static final int SLOT_BYTES = 64;
    private static final int NO_SLOT = 2;
    private static final int BAD_REQUEST = 22;
    private static final byte[] NOTHING = {};

    private final byte[][] slots = new byte[SLOTS][SLOT_BYTES];
    private final byte[][] staged = new byte[SLOTS][];
    private int debugLevel = 1;

    private LabOperations() {
        for (int slot = 0; slot < SLOTS; slot++) {
            for (int i = 0; i < SLOT_BYTES; i++) {
                slots[slot][i] = (byte) (11 * slot + 5 * i + 3);
            }
            staged[slot] = slots[slot].clone();
        }
    }

    static PdsFirmware addTo(PdsFirmware firmware) {
        LabOperations lab = new LabOperations();
        return firmware.operation(0x10, 0x10001, PdsFirmware.READ, lab::read)
                .operation(0x10, 0x20001, PdsFirmware.READ, lab::readBoth)
                .operation(0x10, 0x10002, PdsFirmware.WRITE, lab::write)
                .operation(0x10, 0x10003, PdsFirmware.SYNC, lab::sync)
                .operation(0x10, 0x10004, PdsFirmware.READ, (request, room) -> answer(request, room))
                .operation(0x20, 0x10010, PdsFirmware.DEBUG_READ, lab::readLevel)
                .operation(0x20, 0x10011, PdsFirmware.DEBUG_WRITE, lab::writeLevel)
                .operation(0x20, 0x10012, 0x20, lab::writeLevel)
                .operation(0x20, 0x10013, PdsFirmware.DEBUG_READ | PdsFirmware.DEBUG_WRITE, lab::readLevel)
                .emptyEndpoint(0x30)
                .unreadableEndpoint(0x31);
    }

    private static Result answer(byte[] bytes, int room) {
        return new Result(0, Arrays.copyOf(bytes, Math.min(bytes.length, room)));
    }

    private static int slot(byte[] request) {
        int slot = request.length < 4 ? -1 : little(request).getInt(0);
        return slot < SLOTS ? slot : -1;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Result read(byte[] request, int room) {
        if (request.length != 4) {
            return new Result(BAD_REQUEST, NOTHING);
        }
        int slot = slot(request);
        return slot < 0 ? new Result(NO_SLOT, NOTHING) : answer(slots[slot], room);
    }

    private Result readBoth(byte[] request, int room) {
        if (request.length != 4) {
            return new Result(BAD_REQUEST, NOTHING);
        }
        int slot = slot(request);
        if (slot < 0) {
            return new Result(NO_SLOT, NOTHING);
        }
        byte[] both = Arrays.copyOf(staged[slot], 2 * SLOT_BYTES);
        System.arraycopy(slots[slot], 0, both, SLOT_BYTES, SLOT_BYTES);
        return answer(both, room);
    }

    private Result write(byte[] request, int room) {
        if (request.length <= 4 || request.length > 4 + SLOT_BYTES) {
            return new Result(BAD_REQUEST, NOTHING);
        }
        int slot = slot(request);
        if (slot < 0) {
            return new Result(NO_SLOT, NOTHING);
        }
        System.arraycopy(request, 4, staged[slot], 0, request.length - 4);
        return new Result(0, NOTHING);
    }

    private Result sync(byte[] request, int room) {
        for (int slot = 0; slot < SLOTS; slot++) {
            slots[slot] = staged[slot].clone();
        }
        return new Result(0, NOTHING);
    }

    private Result readLevel(byte[] request, int room) {
        byte[] level = new byte[4];
        little(level).putInt(0, debugLevel);
        return answer(level, room);
    }

    private Result writeLevel(byte[] request, int room) {
        if (request.length != 4) {
            return new Result(BAD_REQUEST, NOTHING);
        }
        debugLevel = little(request).getInt(0);
        return new Result(0, NOTHING);
    }
}
