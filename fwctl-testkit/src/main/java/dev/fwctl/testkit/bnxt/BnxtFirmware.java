// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The firmware of one card: what its PCI functions share. As the lab's model has it, function N drives port N, the first
 * one administers the card, port 0 has link and port 1 no cable.
 *
 * <p>Safe for use by any number of threads; it executes one command at a time.
 */
public final class BnxtFirmware {
    private static final int NOT_SUPPORTED = 0xffff;
    private static final int INVALID_PARAMS = 2;

    /** How long a request of a type is at least, where that is more than its header. */
    private static final Map<Integer, Integer> REQUEST_BYTES = Map.ofEntries(
            Map.entry(0x00, 24),
            Map.entry(0x11, 24),
            Map.entry(0x15, 24),
            Map.entry(0x16, 24),
            Map.entry(0x25, 24),
            Map.entry(0x27, 24),
            Map.entry(0x2a, 24),
            Map.entry(0xc0, 24),
            Map.entry(0xc1, 24),
            Map.entry(0xfff6, 24));

    private final NvmOptions options = new NvmOptions();
    private final List<Integer> commands = new ArrayList<>();
    private final Map<Integer, int[]> refusals = new HashMap<>();

    private BnxtFirmware() {}

    /** A card as it was made, but for one option: MSIX_VEC_PER_PF_MAX is 128. */
    public static BnxtFirmware create() {
        BnxtFirmware firmware = new BnxtFirmware();
        firmware.store(108, 0, 128);
        firmware.reset();
        return firmware;
    }

    /**
     * What the NVM holds.
     *
     * @param option the option's number
     * @param index its element, 0 where it has one
     * @return the stored value
     * @throws IllegalArgumentException if the card has no such option or element
     */
    public synchronized long stored(int option, int index) {
        return options.stored(option, index);
    }

    /** Puts a value into the NVM, as another tool would. */
    public synchronized void store(int option, int index, long value) {
        options.store(option, index, value);
    }

    /** As a reset of the chip: what is stored holds from now on. */
    public synchronized void reset() {
        options.reset();
    }

    /** The types of all commands so far, refused ones included, in order. */
    public synchronized List<Integer> commands() {
        return List.copyOf(commands);
    }

    /**
     * Makes the next command of a type be refused.
     *
     * @param type the request type
     * @param errorCode HWRM_ERR_CODE, not 0
     * @param commandError cmd_err
     */
    public synchronized void refuseNext(int type, int errorCode, int commandError) {
        refusals.put(type, new int[] {errorCode, commandError});
    }

    /**
     * Executes a command.
     *
     * @param function the PCI function that it came through, 0 or 1
     * @param request its bytes
     * @param memory what lies behind its addresses, by the offset of the address
     * @return the whole reply
     */
    synchronized byte[] execute(int function, byte[] request, Map<Integer, byte[]> memory) {
        ByteBuffer in = ByteBuffer.allocate(Math.max(128, request.length)).order(ByteOrder.LITTLE_ENDIAN);
        in.put(0, request);
        int type = in.getShort(0) & 0xffff;
        commands.add(type);
        int[] refusal = refusals.remove(type);
        if (refusal != null) {
            return refused(in, refusal[0], refusal[1]);
        }
        if (request.length < REQUEST_BYTES.getOrDefault(type, 0)) {
            return refused(in, INVALID_PARAMS, 0);
        }
        return switch (type) {
            case 0xfff1 -> answer(in, options.get(in, memory));
            case 0xfff2 -> answer(in, options.set(function, in, memory));
            case 0xffee -> function == 0 ? answer(in, options.factoryDefaults()) : refused(in, 3, 0);
            case 0xc1 -> answer(in, Resets.status(in, options.waiting()));
            case 0xc0 -> answer(in, Resets.reset(in, options::reset));
            case 0x11 -> answer(in, Resets.function(in));
            default -> {
                Outcome reply = Replies.of(type, function, in, memory);
                yield reply == null ? refused(in, NOT_SUPPORTED, 0) : answer(in, reply);
            }
        };
    }

    private static byte[] answer(ByteBuffer in, Outcome outcome) {
        return outcome.errorCode() != 0
                ? refused(in, outcome.errorCode(), outcome.commandError())
                : header(in, 0, outcome.reply());
    }

    private static byte[] refused(ByteBuffer in, int errorCode, int commandError) {
        byte[] reply = new byte[16];
        reply[14] = (byte) commandError;
        return header(in, errorCode, reply);
    }

    /** The last byte ("valid") reads 0, as the kernel's bnxt_en makes it. */
    private static byte[] header(ByteBuffer in, int errorCode, byte[] reply) {
        ByteBuffer.wrap(reply)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) errorCode)
                .putShort(2, in.getShort(0))
                .putShort(6, (short) reply.length);
        return reply;
    }

    /** What a command comes to: a reply whose header is still empty, or a refusal. */
    record Outcome(int errorCode, int commandError, byte[] reply) {
        static Outcome of(byte[] reply) {
            return new Outcome(0, 0, reply);
        }

        static Outcome refused(int errorCode, int commandError) {
            return new Outcome(errorCode, commandError, new byte[0]);
        }
    }
}
