// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.nv.NvWriteException.State;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import dev.fwctl.testkit.mlx5.Mlx5WriteFault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said of each TLV of a write that goes wrong. */
class NvWriteFaultsTest {
    private static final int PORT_1 = 0x01010012;
    private static final int PORT_2 = 0x01020012;
    /** Bits 3..2 of the dword: 1 is IB, 2 ETH; port 1 has ETH, port 2 has IB. */
    private static final Map<String, String> SWAPPED =
            new TreeMap<>(Map.of("LINK_TYPE_P1", "IB", "LINK_TYPE_P2", "ETH"));

    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();
    private final byte[] first = firmware.nv().value(PORT_1, Mode.NEXT);
    private final byte[] second = firmware.nv().value(PORT_2, Mode.NEXT);

    private NvWriteException swapping(int which, Mlx5WriteFault fault) {
        try (Bench bench = Bench.model(firmware.onWrite(which, fault))) {
            NvConfig configuration = bench.mlx5.configuration();
            return assertThrows(NvWriteException.class, () -> configuration.write(SWAPPED));
        }
    }

    private static List<State> states(NvWriteException e) {
        return e.parts().stream().map(NvWriteException.Part::state).toList();
    }

    @Test
    void aRefusalAfterAWritePutsThatWriteBack() {
        NvWriteException e = swapping(2, Mlx5WriteFault.REFUSED);
        assertEquals(List.of(State.PUT_BACK, State.NOT_WRITTEN), states(e));
        assertEquals(List.of("LINK_TYPE_P1"), e.parts().get(0).parameters());
        assertTrue(e.parts().get(0).tlv().contains("of port 1 (type 0x01010012)"), e.parts()::toString);
        assertInstanceOf(Mlx5Exception.class, e.getCause());
        assertArrayEquals(first, firmware.nv().value(PORT_1, Mode.NEXT));
    }

    @Test
    void aRefusalBeforeAnyWriteSaysItAll() {
        try (Bench bench = Bench.model(firmware.onWrite(1, Mlx5WriteFault.REFUSED))) {
            NvConfig configuration = bench.mlx5.configuration();
            assertThrows(Mlx5Exception.class, () -> configuration.write(SWAPPED));
        }
        assertArrayEquals(first, firmware.nv().value(PORT_1, Mode.NEXT));
    }

    @Test
    void aTimedOutWriteThatWasTakenIsPutBackToo() {
        NvWriteException e = swapping(2, Mlx5WriteFault.TAKEN_BUT_TIMED_OUT);
        assertEquals(List.of(State.PUT_BACK, State.PUT_BACK), states(e));
        assertArrayEquals(first, firmware.nv().value(PORT_1, Mode.NEXT));
        assertArrayEquals(second, firmware.nv().value(PORT_2, Mode.NEXT));
    }

    @Test
    void aTimedOutWriteThatIsNotThereYetIsUnknown() {
        NvWriteException e = swapping(2, Mlx5WriteFault.LOST_AND_TIMED_OUT);
        assertEquals(List.of(State.PUT_BACK, State.UNKNOWN), states(e));
        assertTrue(e.getMessage().contains("may or may not be written (LINK_TYPE_P2)"), e.getMessage());
    }

    @Test
    void theFirstOfTwoMayBeUnknownAsWell() {
        NvWriteException e = swapping(1, Mlx5WriteFault.LOST_AND_TIMED_OUT);
        assertEquals(List.of(State.UNKNOWN, State.NOT_WRITTEN), states(e));
        assertArrayEquals(second, firmware.nv().value(PORT_2, Mode.NEXT));
    }

    @Test
    void whatCannotBePutBackIsSaid() {
        firmware.nv().put("LINK_TYPE_P1", Mode.NEXT, 2);
        firmware.onWrite(2, Mlx5WriteFault.REFUSED).onWrite(3, Mlx5WriteFault.REFUSED);
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            NvWriteException e = assertThrows(NvWriteException.class, () -> configuration.write(SWAPPED));
            assertEquals(List.of(State.WRITTEN, State.NOT_WRITTEN), states(e));
        }
        assertEquals(1, firmware.nv().value("LINK_TYPE_P1", Mode.NEXT), "IB, as it was written");
    }
}
