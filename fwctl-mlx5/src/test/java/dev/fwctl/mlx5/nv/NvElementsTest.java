// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static dev.fwctl.testkit.mlx5.Bits.bits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.mlx5.Bench;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Elements of parameters that are arrays or several bytes, one by one, in ranges, and all at once. */
class NvElementsTest {
    /** nv_host_chaining_conf: log_num_descriptor has eight bytes from byte 4 on. */
    private static final int HOST_CHAINING = 0x8;

    /** nv_customization_number: sixteen bytes from byte 0 on. */
    private static final int CUSTOMIZATION = 0x9b;

    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();
    private final Bench bench = Bench.model(firmware);
    private final NvConfig configuration = bench.mlx5.configuration();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void oneElementOfAnArray() {
        configuration.write(Map.of("HOST_CHAINING_DESCRIPTORS[2]", 9));
        assertEquals(List.of(0L, 0L, 9L, 0L, 0L, 0L, 0L, 0L), next("HOST_CHAINING_DESCRIPTORS"));
        assertEquals(9L, next("HOST_CHAINING_DESCRIPTORS[2]"));
    }

    @Test
    void aWholeArray() {
        configuration.write(Map.of("HOST_CHAINING_DESCRIPTORS", List.of(1, 2, 3, 4, 5, 6, 7, "0x8")));
        assertArrayEquals(Bench.bytes("0102030405060708"), stored(HOST_CHAINING, 4, 12));
        refused("an array: give a list of its 8 elements, or name one", "HOST_CHAINING_DESCRIPTORS", List.of(1));
    }

    @Test
    void aRangeTakesOneValueForAllOrAListOfThem() {
        configuration.write(Map.of("HOST_CHAINING_DESCRIPTORS[1..3]", "5"));
        assertArrayEquals(Bench.bytes("0005050500000000"), stored(HOST_CHAINING, 4, 12));
        List<NvChange> changes = configuration.write(Map.of("host_chaining_descriptors[6..7]", List.of(3, "0x4")));
        assertArrayEquals(Bench.bytes("0005050500000304"), stored(HOST_CHAINING, 4, 12));
        assertEquals(
                "[HOST_CHAINING_DESCRIPTORS[6]: 0 -> 3, HOST_CHAINING_DESCRIPTORS[7]: 0 -> 4]", changes.toString());
        assertEquals(
                List.of("HOST_CHAINING_DESCRIPTORS[3]", "HOST_CHAINING_DESCRIPTORS[4]"),
                configuration.read(List.of("HOST_CHAINING_DESCRIPTORS[3..4]")).stream()
                        .map(NvReading::name)
                        .toList());
    }

    /** The public tool spells the bytes of such parameters 0x and two digits. */
    @Test
    void bytesHaveElementsToo() {
        firmware.nv().put(CUSTOMIZATION, Mode.NEXT, bits(0, 0, 32), 0x01a2030f);
        NvReading third = configuration.read("CUSTOMIZATION_NUMBER[3]");
        assertEquals(new NvValue(0x0fL, "0x0F"), third.next().orElseThrow());
        assertEquals(
                "Array[0..15]",
                configuration.read("CUSTOMIZATION_NUMBER").next().orElseThrow().text());
        configuration.write(Map.of("CUSTOMIZATION_NUMBER[1]", "0xFE", "CUSTOMIZATION_NUMBER[15]", 7));
        assertArrayEquals(Bench.bytes("01fe030f000000000000000000000007"), stored(CUSTOMIZATION, 0, 16));
        configuration.write(Map.of("CUSTOMIZATION_NUMBER[4..14]", 0x11));
        assertArrayEquals(Bench.bytes("01fe030f111111111111111111111107"), stored(CUSTOMIZATION, 0, 16));
        configuration.write(Map.of("CUSTOMIZATION_NUMBER", "000102030405060708090a0b0c0d0e0f"));
        assertEquals(12L, next("CUSTOMIZATION_NUMBER[12]"));
        configuration.write(Map.of("CUSTOMIZATION_NUMBER", "0xF0E0D0C0B0A090807060504030201000"));
        assertArrayEquals(Bench.bytes("f0e0d0c0b0a090807060504030201000"), stored(CUSTOMIZATION, 0, 16));
    }

    @Test
    void aRangeCostsNoMoreRpcsThanOneElement() {
        configuration.read(List.of("HOST_CHAINING_DESCRIPTORS[0..7]"));
        assertEquals(4, bench.calls(), "MNVQC, and MNVDA in three modes");
    }

    @Test
    void whatIsOutOfRangeIsSaidBeforeAnythingIsSent() {
        refused("has the elements 0 to 7", "HOST_CHAINING_DESCRIPTORS[8]", 1);
        refused("has the elements 0 to 7", "HOST_CHAINING_DESCRIPTORS[6..8]", 1);
        refused("has the elements 0 to 15", "CUSTOMIZATION_NUMBER[16]", 1);
        refused("it is spelt HOST_CHAINING_DESCRIPTORS[1..3]", "HOST_CHAINING_DESCRIPTORS[3..1]", 1);
        refused("names 3 elements, not 2", "HOST_CHAINING_DESCRIPTORS[1..3]", List.of(1, 2));
        assertEquals(0, bench.calls());
        assertThrows(
                IllegalArgumentException.class,
                () -> configuration.read("HOST_CHAINING_DESCRIPTORS[1..3]"),
                "one reading cannot be several");
    }

    @Test
    void whatDoesNotFitAByteIsSaid() {
        refused("CUSTOMIZATION_NUMBER[1] cannot be 256", "CUSTOMIZATION_NUMBER[1]", 256);
        refused("CUSTOMIZATION_NUMBER[1] cannot be -1", "CUSTOMIZATION_NUMBER[1]", -1);
        refused("CUSTOMIZATION_NUMBER[1] cannot be 'FE': it is no number", "CUSTOMIZATION_NUMBER[1]", "FE");
        refused("CUSTOMIZATION_NUMBER is 16 bytes: give them", "CUSTOMIZATION_NUMBER", "41");
        refused("32 hexadecimal digits", "CUSTOMIZATION_NUMBER", "4");
        refused("or one of them, CUSTOMIZATION_NUMBER[0]", "CUSTOMIZATION_NUMBER", 65);
    }

    @Test
    void theOrderOfTheMapDecidesNothing() {
        Object seven = List.of(7, 7, 7, 7, 7, 7, 7, 7);
        for (List<String> order : List.of(
                List.of("HOST_CHAINING_DESCRIPTORS", "HOST_CHAINING_DESCRIPTORS[2]"),
                List.of("HOST_CHAINING_DESCRIPTORS[2]", "HOST_CHAINING_DESCRIPTORS"),
                List.of("HOST_CHAINING_DESCRIPTORS[1..3]", "HOST_CHAINING_DESCRIPTORS[2]"),
                List.of("HOST_CHAINING_DESCRIPTORS[2]", "host_chaining_descriptors[2]"))) {
            Map<String, Object> wishes = new LinkedHashMap<>();
            for (String name : order) {
                wishes.put(name, name.endsWith("S") ? seven : name.endsWith("..3]") ? 7 : name.startsWith("h") ? 7 : 2);
            }
            ParameterRefusedException e =
                    assertThrows(ParameterRefusedException.class, () -> configuration.write(wishes));
            assertTrue(e.getMessage().contains("given more than one value"), e.getMessage());
            wishes.replaceAll((name, value) -> value instanceof Integer ? Integer.valueOf(7) : value);
            configuration.write(wishes);
            assertEquals(7L, next("HOST_CHAINING_DESCRIPTORS[2]"));
            firmware.nv()
                    .put(HOST_CHAINING, Mode.NEXT, bits(4, 0, 32), 0)
                    .put(HOST_CHAINING, Mode.NEXT, bits(8, 0, 32), 0);
        }
    }

    /** NUM_PF_MSIX counts only with num_pf_msix_valid, which has a name too. */
    @Test
    void aParameterAndTheBitThatSaysItIsInvalidContradictEachOther() {
        ParameterRefusedException e = assertThrows(
                ParameterRefusedException.class,
                () -> configuration.write(Map.of("NUM_PF_MSIX", 64, "NUM_PF_MSIX_VALID", false)));
        assertTrue(e.getMessage().contains("num_pf_msix_valid"), e.getMessage());
        configuration.write(Map.of("NUM_PF_MSIX", 64, "NUM_PF_MSIX_VALID", true));
    }

    private void refused(String part, String name, Object value) {
        ParameterRefusedException e =
                assertThrows(ParameterRefusedException.class, () -> configuration.write(Map.of(name, value)));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }

    private Object next(String name) {
        return configuration.read(name).next().orElseThrow().raw();
    }

    private byte[] stored(int type, int from, int to) {
        return Arrays.copyOfRange(firmware.nv().value(type, Mode.NEXT), from, to);
    }
}
