// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.mlx5.Mlx5CommandInterface;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** NV configuration on firmware that cannot do all of it, or will not. */
class NvOldFirmwareTest {
    private static final int MNVDA = 0x9024;
    private static final int MNVGC = 0x9034;
    private static final int MNVQC = 0x9030;
    private static final byte[] BAD_PARAM = Bench.bytes("03000000 0000dead 00000000 00000000");

    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();

    /** The model, except where {@code answer} has one of its own for an access to a register. */
    private Bench over(BiFunction<Integer, byte[], Optional<byte[]>> answer) {
        return Bench.over(
                new Mlx5CommandInterface() {
                    @Override
                    public int userContextCapabilities() {
                        return firmware.userContextCapabilities();
                    }

                    @Override
                    public Answer execute(byte[] in, int room) {
                        boolean register = in[0] == 0x08 && in[1] == 0x05;
                        int id = register ? (in[10] & 0xff) << 8 | in[11] & 0xff : 0;
                        return answer.apply(id, in).map(Answer::of).orElseGet(() -> firmware.execute(in, room));
                    }
                },
                AccessPolicy.configure());
    }

    /** access_mode: bits 23..22 of the register's first dword */
    private static int mode(byte[] request) {
        return (request[17] & 0xff) >> 6;
    }

    @Test
    void aModeThatTheFirmwareCannotReadIsLeftOut() {
        // MNVGC with neither bit set: only what comes next can be read
        try (Bench bench = over((id, in) -> id == MNVGC
                ? Optional.of(new byte[32])
                : id == MNVDA && mode(in) != 0 ? Optional.of(BAD_PARAM) : Optional.empty())) {
            NvConfig configuration = bench.mlx5.configuration();
            NvReading reading = configuration.read("NUM_OF_VFS");
            assertEquals("16", reading.next().orElseThrow().text());
            assertTrue(reading.current().isEmpty());
            assertTrue(reading.factory().isEmpty());
            assertEquals(2, bench.calls(MNVGC), "once for each mode");
            bench.forget();
            configuration.read("LINK_TYPE_P1");
            assertEquals(0, bench.calls(MNVGC));
            assertEquals(1, bench.calls(MNVDA));
        }
    }

    @Test
    void aFirmwareThatIgnoresTheModeIsNotBelieved() {
        try (Bench bench = over((id, in) -> {
            if (id == MNVDA) {
                in[17] &= 0x3f; // as if NEXT had been asked for
            }
            return Optional.empty();
        })) {
            NvReading reading = bench.mlx5.configuration().read("NUM_OF_VFS");
            assertEquals("16", reading.next().orElseThrow().text());
            assertTrue(reading.current().isEmpty(), "the next value is not the current one");
        }
    }

    @Test
    void oneRefusedTlvDoesNotKeepTheOthersFromBeingRead() {
        // nv_global_pci_conf, type 0x80
        try (Bench bench = over((id, in) ->
                id == MNVDA && in[23] == (byte) 0x80 && in[20] == 0 ? Optional.of(BAD_PARAM) : Optional.empty())) {
            NvConfig configuration = bench.mlx5.configuration();
            List<NvReading> readings = configuration.readAll();
            NvReading vfs = readings.stream()
                    .filter(reading -> reading.name().equals("NUM_OF_VFS"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Offer.State.NO, vfs.offer().state());
            assertTrue(
                    vfs.offer().reason().contains("syndrome 0x0000dead"),
                    vfs.offer().reason());
            assertEquals(Map.of(), vfs.values());
            assertTrue(readings.stream()
                    .anyMatch(reading -> reading.name().equals("LINK_TYPE_P1")
                            && !reading.values().isEmpty()));
            assertThrows(Mlx5Exception.class, () -> configuration.read("NUM_OF_VFS"));
        }
    }

    /** A firmware that knows less may refuse the question itself. */
    @Test
    void oneRefusedQueryDoesNotKeepTheOthersFromBeingRead() {
        // nv_global_pci_cap, type 0x81: what nv_global_pci_conf depends on
        try (Bench bench = over((id, in) ->
                id == MNVQC && in[19] == (byte) 0x81 && in[16] == 0 ? Optional.of(BAD_PARAM) : Optional.empty())) {
            NvConfig configuration = bench.mlx5.configuration();
            List<NvReading> readings = configuration.readAll();
            NvReading vfs = readings.stream()
                    .filter(reading -> reading.name().equals("NUM_OF_VFS"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("16", vfs.next().orElseThrow().text());
            assertTrue(configuration.waiting().size() > 1);
        }
        try (Bench bench = over((id, in) ->
                id == MNVQC && in[19] == (byte) 0x80 && in[16] == 0 ? Optional.of(BAD_PARAM) : Optional.empty())) {
            NvConfig configuration = bench.mlx5.configuration();
            NvReading vfs = configuration.readAll().stream()
                    .filter(reading -> reading.name().equals("NUM_OF_VFS"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Offer.State.NO, vfs.offer().state());
            assertTrue(vfs.offer().reason().contains("0x0000dead"), vfs.offer().reason());
            assertTrue(configuration.waiting().size() > 1);
            ParameterRefusedException e = assertThrows(
                    ParameterRefusedException.class,
                    () -> configuration.write(Map.of("NUM_OF_VFS", 1, "SRIOV_EN", "no")));
            assertEquals(2, e.refusals().size(), e.getMessage());
        }
    }
}
