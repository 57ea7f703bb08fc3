// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Loom's firmware. A request is an operation, a unit, a state, a zero and then data; a reply is a status and data.
 *
 * <pre>
 *   operation 1 read, 2 write, 3 forget, 4 is it stored, 5 serial number
 *   state     0 current, 1 pending, 2 default
 *   status    0 done, 1 no such unit or state, 2 refused
 * </pre>
 */
final class LoomFirmware {
    static final int FABRIC = 1;
    static final int LIMITS = 2;
    static final int THERMAL = 3;
    static final int KEY = 4;
    static final int ACCOUNT = 5;
    static final int TABLE = 6;
    static final int VAULT = 7;

    /** A unit as the firmware holds it. */
    static final class Held {
        byte[] current;
        byte[] pending;
        final byte[] made;
        boolean stored;

        Held(String hex) {
            made = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
            current = made.clone();
            pending = made.clone();
        }
    }

    final Map<Integer, Held> units = new TreeMap<>();
    final List<String> log = new ArrayList<>();
    String serial = "LM-0001";
    /** It rounds what is written to the table down to even numbers. */
    boolean adjusts;

    /** Stands before every write. */
    Interceptor interceptor = Interceptor.NONE;
    /** Nothing can be read. */
    boolean deaf;

    private int writes;

    /** What happens to a write. */
    interface Interceptor {
        Interceptor NONE = (write, proceed) -> proceed.get();

        Answer write(int number, Supplier<Answer> proceed);
    }

    LoomFirmware() {
        units.put(FABRIC, new Held("00 00 04 00 00 00 00 00"));
        units.put(LIMITS, new Held("10 00 00 00"));
        units.put(THERMAL, new Held("01 28 0a 64"));
        units.put(KEY, new Held("00 00 00 00"));
        units.put(ACCOUNT, new Held("a1a2a3a4 6c6f6f6d 00"));
        units.put(TABLE, new Held("01 02 03 04 09"));
        units.put(VAULT, new Held("b1b2b3b4 05"));
    }

    SimulatedDriver driver() {
        return SimulatedDriver.of("loom_fw", 77, this::rpc);
    }

    /** What a reset does. */
    void reset() {
        units.values().forEach(held -> held.current = held.pending.clone());
    }

    int writes() {
        return writes;
    }

    synchronized Answer rpc(RpcScope scope, byte[] request, int room) {
        int operation = request[0];
        int unit = request[1];
        int state = request[2];
        byte[] data = Arrays.copyOfRange(request, 4, request.length);
        if (operation == 5) {
            return answer(0, serial.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Held held = units.get(unit);
        if (held == null) {
            return answer(1);
        }
        if (deaf && (operation == 1 || operation == 4)) {
            return Answer.refuse(Errno.ETIMEDOUT);
        }
        log.add(operation + ":" + unit + (operation == 1 ? ":" + state : ""));
        return switch (operation) {
            case 1 -> read(unit, held, state);
            case 2 -> interceptor.write(++writes, () -> write(unit, held, data));
            case 3 -> interceptor.write(++writes, () -> forget(unit, held));
            case 4 -> answer(0, (byte) (held.stored ? 1 : 0));
            default -> answer(2);
        };
    }

    private static Answer read(int unit, Held held, int state) {
        boolean unreadable = unit == KEY || unit == THERMAL && state != 0 || unit == TABLE && state == 2;
        if (unreadable) {
            return answer(1);
        }
        byte[] bytes = state == 0 ? held.current : state == 1 ? held.pending : held.made;
        if (unit == VAULT) {
            bytes = bytes.clone();
            Arrays.fill(bytes, 0, 4, (byte) 0);
        }
        return answer(0, bytes);
    }

    private Answer write(int unit, Held held, byte[] data) {
        if (unit == THERMAL) {
            if (data.length != 1) {
                return answer(2);
            }
            held.current[1] = data[0];
            held.pending = held.current.clone();
            return answer(0);
        }
        if (unit == LIMITS || data.length != held.pending.length) {
            return answer(2);
        }
        if (unit == TABLE && adjusts) {
            data[4] &= (byte) 0xfe;
        }
        held.pending = data;
        held.stored = true;
        return answer(0);
    }

    private static Answer forget(int unit, Held held) {
        if (unit != FABRIC && unit != TABLE) {
            return answer(2);
        }
        held.pending = held.made.clone();
        held.stored = false;
        return answer(0);
    }

    private static Answer answer(int status, byte... data) {
        byte[] reply = new byte[1 + data.length];
        reply[0] = (byte) status;
        System.arraycopy(data, 0, reply, 1, data.length);
        return Answer.of(reply);
    }
}
