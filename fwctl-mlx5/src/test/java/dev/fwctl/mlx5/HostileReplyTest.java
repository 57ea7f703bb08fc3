// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlException;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.mlx5.command.VuidQuery;
import dev.fwctl.mlx5.nv.NvMode;
import dev.fwctl.mlx5.nv.NvReading;
import dev.fwctl.mlx5.nv.ParameterRefusedException;
import dev.fwctl.mlx5.report.DeviceText;
import dev.fwctl.mlx5.report.FirmwareComponent;
import dev.fwctl.mlx5.report.ModuleMemory;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Firmware that lies: every length, count and index in a reply. */
class HostileReplyTest {
    private static Bench over(Function<byte[], byte[]> answers) {
        return Bench.over(new Scripted(answers), AccessPolicy.readOnly());
    }

    private static void malformed(String why, Function<byte[], byte[]> answers, Consumer<Bench> call) {
        try (Bench bench = over(answers)) {
            MalformedReplyException e = assertThrows(MalformedReplyException.class, () -> call.accept(bench));
            assertTrue(e.getMessage().contains(why), e.getMessage());
        }
    }

    @Test
    void moreIdsThanThereIsRoomFor() {
        byte[] reply = new byte[64 + 128];
        reply[62] = (byte) 0xff;
        malformed("65280 ids", request -> reply, bench -> bench.mlx5.commands().vuids(VuidQuery.of(0)));
    }

    @Test
    void moreCountersThanThereIsRoomFor() {
        malformed(
                "65535 counters",
                request -> Bench.padded("00000000 00000000 ffff0000", 32),
                bench -> bench.mlx5.commands().diagnosticParameters());
    }

    @Test
    void aTlvLongerThanTheRegister() {
        // MNVQC says readable and writable; MNVDA announces 511 bytes.
        malformed(
                "511 bytes",
                request -> request[11] == 0x30
                        ? Bench.bytes("00000000 00000000 00000000 00000000 00000080 00000003")
                        : Bench.padded("00000000 00000000 00000000 00000000 000001ff 00000080", 16 + 268),
                bench -> bench.mlx5.configuration().read("NUM_OF_VFS"));
    }

    @Test
    void anotherTlvThanWasAskedFor() {
        malformed(
                "answers another one",
                request -> request[11] == 0x30
                        ? Bench.bytes("00000000 00000000 00000000 00000000 00000080 00000003")
                        : Bench.padded("00000000 00000000 00000000 00000000 0000000c 00000081", 16 + 268),
                bench -> bench.mlx5.configuration().read("NUM_OF_VFS"));
    }

    @Test
    void aTlvShorterThanTheCatalogsHasNoParametersBehindItsEnd() {
        // nv_global_pci_conf with 4 bytes only: NUM_OF_VFS, in the second dword, is not there, and what follows is not
        // it.
        Function<byte[], byte[]> firmware = request -> request[11] == 0x30
                ? Bench.bytes("00000000 00000000 00000000 00000000 00000080 00000003")
                : Bench.bytes("00000000 00000000 00000000 00000000 00000004 00000080 00000000 00000003 1234abcd");
        try (Bench bench = over(firmware)) {
            ParameterRefusedException e = assertThrows(
                    ParameterRefusedException.class,
                    () -> bench.mlx5.configuration().read(List.of("NUM_OF_VFS"), Set.of(NvMode.NEXT)));
            assertTrue(e.getMessage().contains("NUM_OF_VFS: the firmware does not have it"), e.getMessage());
            NvReading reading = bench.mlx5
                    .configuration()
                    .read(List.of("PF_BAR2_SIZE"), Set.of(NvMode.NEXT))
                    .get(0);
            assertEquals(3L, reading.next().orElseThrow().raw());
        }
    }

    @Test
    void portsWithoutEnd() {
        // Every TLV exists on every port: the list still ends.
        Function<byte[], byte[]> firmware = request -> {
            byte[] reply = new byte[Math.max(32, request.length)];
            System.arraycopy(request, 16, reply, 16, request.length - 16);
            if (request[11] == 0x30) {
                reply[23] = 3;
            }
            return reply;
        };
        try (Bench bench = over(firmware)) {
            assertTrue(bench.mlx5.configuration().readAll(Set.of(NvMode.NEXT)).size() > 808);
        }
    }

    @Test
    void componentsWithoutEnd() {
        try (Bench bench = over(request -> new byte[16 + 0x94])) {
            assertEquals(256, FirmwareComponent.readAll(bench.mlx5).size());
        }
    }

    @Test
    void aTextWithoutEnd() {
        // info_length 65535, 128 bytes given each time
        String header = "00000000 00000000 00000000 00000000 00000000 0000ffff 00000080 00000000";
        try (Bench bench = over(request -> Bench.padded(header + "41414141", 16 + 0x90))) {
            assertTrue(DeviceText.MODEL_NAME.read(bench.mlx5).length() <= 4096);
        }
    }

    @Test
    void noReplyMakesTypedReadsDoAnythingButAnswerOrRefuse() {
        Random random = new Random(42);
        byte[] reply = new byte[4112];
        try (Bench bench = over(request -> reply)) {
            for (int round = 0; round < 300; round++) {
                random.nextBytes(reply);
                if (round % 3 != 0) {
                    reply[0] = 0; // status OK: the content is looked at
                }
                for (Function<Mlx5Device, Object> read : TypedReads.ALL) {
                    try {
                        assertFalse(read.apply(bench.mlx5).toString().isEmpty());
                    } catch (FwctlException | ParameterRefusedException | ModuleMemory.UnreadableModuleException e) {
                        assertTrue(e.getMessage().length() > 10);
                    }
                }
            }
        }
    }
}
