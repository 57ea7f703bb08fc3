// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import dev.fwctl.testkit.bnxt.BnxtFirmware.Outcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The eight options that Linux's {@code bnxt_devlink.h} names, as the lab's model has them. */
final class NvmOptions {
    private static final int INVALID_PARAMS = 2;
    private static final int ACCESS_DENIED = 3;
    private static final int INVALID_FLAGS = 5;
    private static final int ENCRYPTION = 0xe;

    /** Codes of cmd_err: hwrm_nvm_get_variable_cmd_err and hwrm_nvm_set_variable_cmd_err number them differently. */
    private static final int NOT_EXIST = 1;

    private static final int TOO_SHORT = 3;
    private static final int GET_INDEX_INVALID = 4;
    private static final int SET_ACTION_NOT_SUPPORTED = 4;
    private static final int SET_INDEX_INVALID = 5;
    private static final int SET_ACCESS_DENIED = 6;
    private static final int SET_CALLBACK_FAILED = 7;
    private static final int SET_INVALID_LENGTH = 8;

    private enum Owner {
        CARD,
        FUNCTION,
        NOBODY
    }

    /** Owner NOBODY: read-only. */
    private record Option(int bits, Owner owner, long[] factory, long[] stored, long[] running) {}

    private final Map<Integer, Option> options = new TreeMap<>();

    NvmOptions() {
        add(108, 10, Owner.CARD, 74);
        add(114, 7, Owner.CARD, 0);
        add(161, 1, Owner.NOBODY, 1);
        add(164, 1, Owner.CARD, 0);
        add(171, 1, Owner.CARD, 0);
        add(401, 1, Owner.CARD, 1);
        add(506, 1, Owner.FUNCTION, 1, 0);
        add(602, 8, Owner.NOBODY, 4, 1, 0);
    }

    private void add(int number, int bits, Owner owner, long... factory) {
        options.put(number, new Option(bits, owner, factory, factory.clone(), factory.clone()));
    }

    long stored(int number, int index) {
        return known(number, index).stored()[index];
    }

    void store(int number, int index, long value) {
        known(number, index).stored()[index] = value;
    }

    private Option known(int number, int index) {
        Option option = options.get(number);
        if (option == null || index < 0 || index >= option.factory().length) {
            throw new IllegalArgumentException("the card has no option " + number + " with index " + index);
        }
        return option;
    }

    void reset() {
        options.values()
                .forEach(option -> System.arraycopy(option.stored(), 0, option.running(), 0, option.stored().length));
    }

    boolean waiting() {
        return options.values().stream().anyMatch(option -> !Arrays.equals(option.stored(), option.running()));
    }

    Outcome factoryDefaults() {
        options.values()
                .forEach(option -> System.arraycopy(option.factory(), 0, option.stored(), 0, option.stored().length));
        return Replies.empty();
    }

    /** hwrm_nvm_get_variable_input: address 16, data_len 24, option_num 26, dimensions 28, index_0 30, flags 38. */
    Outcome get(ByteBuffer in, Map<Integer, byte[]> memory) {
        Option option = option(in);
        if (option == null) {
            return Outcome.refused(INVALID_PARAMS, NOT_EXIST);
        }
        int index = index(option, in);
        if (index < 0) {
            return Outcome.refused(INVALID_PARAMS, GET_INDEX_INVALID);
        }
        int bits = bits(in);
        if (bits < option.bits()) {
            return Outcome.refused(INVALID_PARAMS, TOO_SHORT);
        }
        long value = ((in.get(38) & 1) != 0 ? option.factory() : option.stored())[index];
        byte[] data = memory.getOrDefault(16, new byte[0]);
        for (int i = 0; i < Math.min(data.length, (bits + 7) / 8); i++) {
            data[i] = (byte) (i < Long.BYTES ? value >> 8 * i : 0);
        }
        byte[] reply = new byte[16];
        reply[8] = (byte) option.bits();
        reply[10] = in.get(26);
        reply[11] = in.get(27);
        return Outcome.of(reply);
    }

    Outcome set(int function, ByteBuffer in, Map<Integer, byte[]> memory) {
        Option option = option(in);
        if (option == null) {
            return Outcome.refused(INVALID_PARAMS, NOT_EXIST);
        }
        int index = index(option, in);
        if (index < 0) {
            return Outcome.refused(INVALID_PARAMS, SET_INDEX_INVALID);
        }
        if (option.owner() == Owner.NOBODY || (option.owner() == Owner.CARD && function != 0)) {
            return Outcome.refused(ACCESS_DENIED, SET_ACCESS_DENIED);
        }
        if ((in.get(38) & ENCRYPTION) != 0) {
            return Outcome.refused(INVALID_FLAGS, SET_ACTION_NOT_SUPPORTED);
        }
        if ((in.get(38) & 0x80) != 0) {
            option.stored()[index] = option.factory()[index];
            return Replies.empty();
        }
        int bits = bits(in);
        if (bits != option.bits()) {
            return Outcome.refused(INVALID_PARAMS, bits < option.bits() ? TOO_SHORT : SET_INVALID_LENGTH);
        }
        byte[] data = memory.getOrDefault(16, new byte[0]);
        long value = 0;
        for (int i = 0; i < Math.min(data.length, (bits + 7) / 8); i++) {
            value |= (data[i] & 0xffL) << 8 * i;
        }
        if (value >> option.bits() != 0) {
            return Outcome.refused(INVALID_PARAMS, SET_CALLBACK_FAILED);
        }
        option.stored()[index] = value;
        return Replies.empty();
    }

    private @Nullable Option option(ByteBuffer in) {
        return options.get(in.getShort(26) & 0xffff);
    }

    private static int bits(ByteBuffer in) {
        return in.getShort(24) & 0xffff;
    }

    private static int index(Option option, ByteBuffer in) {
        int dimensions = in.getShort(28) & 0xffff;
        int index = in.getShort(30) & 0xffff;
        return dimensions > 1 || (dimensions == 0 && index != 0) || index >= option.factory().length ? -1 : index;
    }
}
