// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import dev.fwctl.testkit.bnxt.BnxtFirmware.Outcome;
import java.nio.ByteBuffer;

/** Resets, and what waits for them: checked as the lab's model checks them, by the limits of Linux's {@code bnxt/hsi.h}. */
final class Resets {
    private static final int INVALID_PARAMS = 2;
    private static final int INVALID_FLAGS = 5;
    private static final int INVALID_ENABLES = 6;
    private static final int CHIP = 6;
    private static final int LAST_PROCESSOR = 8;
    private static final int LAST_SELF_RESET = 3;
    private static final int LAST_LEVEL = 3;

    private Resets() {}

    /** FW_QSTATUS: processor at 16. */
    static Outcome status(ByteBuffer in, boolean waiting) {
        return unsigned(in, 16) > CHIP ? Outcome.refused(INVALID_PARAMS, 0) : Replies.firmwareStatus(waiting);
    }

    /** FW_RESET: processor at 16, self reset at 17, flags at 19. Only a reset of the chip takes what is stored. */
    static Outcome reset(ByteBuffer in, Runnable takeStored) {
        if (unsigned(in, 16) > LAST_PROCESSOR || unsigned(in, 17) > LAST_SELF_RESET) {
            return Outcome.refused(INVALID_PARAMS, 0);
        }
        if ((in.get(19) & ~3) != 0) {
            return Outcome.refused(INVALID_FLAGS, 0);
        }
        if (unsigned(in, 16) == CHIP) {
            takeStored.run();
        }
        byte[] reply = new byte[16];
        reply[8] = in.get(17);
        return Outcome.of(reply);
    }

    /** FUNC_RESET: enables at 16, level at 22. */
    static Outcome function(ByteBuffer in) {
        if (unsigned(in, 22) > LAST_LEVEL) {
            return Outcome.refused(INVALID_PARAMS, 0);
        }
        return (in.getInt(16) & ~1) != 0 ? Outcome.refused(INVALID_ENABLES, 0) : Replies.empty();
    }

    private static int unsigned(ByteBuffer in, int at) {
        return in.get(at) & 0xff;
    }
}
