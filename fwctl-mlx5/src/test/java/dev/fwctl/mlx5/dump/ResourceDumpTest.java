// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.dump;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.Progress;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ResourceDumpTest {
    private static final String OK = "00000000 00000000 00000000 00000000";

    @Test
    void theMenuAndWhatItOffers() {
        try (Bench bench = Bench.over(Mlx5Firmware.connectX7(), AccessPolicy.readOnly())) {
            ResourceDump dump = bench.mlx5.resourceDump();
            List<DumpMenuEntry> menu = dump.menu();
            assertTrue(!menu.isEmpty());
            assertEquals(1, bench.highestScope());
            DumpMenuEntry entry = menu.get(0);
            List<DumpSegment> segments = dump.dump(DumpRequest.of(entry.segment(), 7));
            assertEquals(
                    DumpSegment.Kind.TERMINATE,
                    segments.get(segments.size() - 1).kind());
            assertTrue(segments.stream().anyMatch(segment -> segment.type() == entry.segment()), segments.toString());
        }
    }

    @Test
    void rawAndStreamedAreTheSameWithProgress() throws IOException {
        try (Bench bench = Bench.over(Mlx5Firmware.connectX7(), AccessPolicy.readOnly())) {
            ResourceDump dump = bench.mlx5.resourceDump();
            DumpRequest request = DumpRequest.of(DumpSegment.Kind.MENU.type(), 0);
            byte[] raw = dump.raw(request);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<Long> progress = new ArrayList<>();
            List<Long> totals = new ArrayList<>();
            long bytes = dump.stream(request, out, (device, activity, done, total) -> {
                assertEquals(
                        bench.mlx5.device().node().stableKey() + ": dumping segment 0xffff, bytes",
                        device + ": " + activity);
                progress.add(done);
                totals.add(total);
            });
            assertArrayEquals(raw, out.toByteArray());
            assertEquals(raw.length, bytes);
            assertEquals(raw.length, progress.get(progress.size() - 1));
            assertEquals((raw.length + 207) / 208, progress.size());
            List<Long> expected = new ArrayList<>(Collections.nCopies(totals.size() - 1, Progress.UNKNOWN));
            expected.add((long) raw.length);
            assertEquals(expected, totals, "known with the last");
            UncheckedIOException e = assertThrows(
                    UncheckedIOException.class,
                    () -> dump.stream(
                            request,
                            new OutputStream() {
                                @Override
                                public void write(int b) throws IOException {
                                    throw new IOException("disk full");
                                }
                            },
                            Progress.NONE));
            assertEquals("disk full", e.getCause().getMessage());
        }
    }

    @Test
    void requestByteByByteAndWhatIsCopiedBack() {
        // First reply: 8 bytes, more to come, seq_num 1, an opaque; second: the rest.
        String first = "e0011000 00000042 00000007 00000008 00020003 00000000 11223344 55667788 00000000 00000008"
                + "00000000 00000000 00021000 00000000";
        String second = "60021000 00000042 00000007 00000008 00020003 00000000 00000000 00000000 00000000 00000004"
                + "00000000 00000000 0001fffb";
        int[] step = {0};
        Scripted firmware = new Scripted(request -> Bench.padded(OK + (step[0]++ == 0 ? first : second), 16 + 0x100));
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            List<DumpSegment> segments = bench.mlx5
                    .resourceDump()
                    .dump(DumpRequest.of(0x1000, 7)
                            .objects(2)
                            .second(8)
                            .secondObjects(3)
                            .ofFunction(0x42));
            assertEquals(2, segments.size());
            assertEquals(0x1000, segments.get(0).type());
            assertEquals(2, firmware.count());
            // seq_num, indexes, numbers and opaque as the reply had them, the data not
            assertTrue(
                    firmware.lastRequest()
                            .startsWith("0805000000000001" + "0000c00000000000"
                                    + "e00110000000004200000007000000080002000300000000" + "1122334455667788"
                                    + "00000000000000000000000000000000" + "00000000"),
                    firmware.lastRequest());
        }
        step[0] = 1;
        Scripted once = new Scripted(request -> Bench.padded(OK + "60011000" + second.substring(8), 16 + 0x100));
        try (Bench bench = Bench.over(once, AccessPolicy.readOnly())) {
            bench.mlx5
                    .resourceDump()
                    .raw(DumpRequest.of(0x1000, 7)
                            .objects(2)
                            .second(8)
                            .secondObjects(3)
                            .ofFunction(0x42));
            // inline_dump and vhca_id_valid set, seq_num 0
            assertTrue(
                    once.lastRequest()
                            .startsWith("0805000000000001" + "0000c00000000000"
                                    + "600010000000004200000007000000080002000300000000" + "0000000000000000"),
                    once.lastRequest());
        }
    }

    private static void refused(String why, UnaryOperator<byte[]> answer) {
        Scripted firmware = new Scripted(answer);
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            MalformedReplyException e = assertThrows(
                    MalformedReplyException.class,
                    () -> bench.mlx5.resourceDump().dump(DumpRequest.of(0x1000, 0)));
            assertTrue(e.getMessage().contains(why), e.getMessage());
        }
    }

    private static byte[] step(String control, String size, String data) {
        return Bench.padded(OK + control + "00000000".repeat(8) + size + "00000000 00000000" + data, 16 + 0x100);
    }

    @Test
    void hostileTransfers() {
        refused("claims 0 bytes", request -> step("c0011000", "00000000", "0001fffb"));
        refused("claims 212 bytes", request -> step("40011000", "000000d4", "0001fffb"));
        refused("claims 6 bytes", request -> step("40011000", "00000006", "0001fffb"));
        refused("claims 4294967292 bytes", request -> step("40011000", "fffffffc", "0001fffb"));
        refused("seq_num is 3 where 1 follows", request -> step("40031000", "00000004", "0001fffb"));
    }

    /** Firmware that never comes to an end: it is stopped long before memory is. */
    @Test
    void endlessDumps() {
        int[] step = {0};
        Scripted firmware = new Scripted(request -> {
            String sequence = String.format(java.util.Locale.ROOT, "%x", ++step[0] % 16);
            return step("c00" + sequence + "1000", "000000d0", "00341000");
        });
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            MalformedReplyException e = assertThrows(
                    MalformedReplyException.class,
                    () -> bench.mlx5.resourceDump().raw(DumpRequest.of(0x1000, 0)));
            assertTrue(e.getMessage().contains("more than 8388608 bytes; stream it"), e.getMessage());
        }
    }

    @Test
    void hostileSegments() {
        refused("claims 0 bytes", request -> step("40011000", "00000008", "00001000 00000000"));
        refused("claims 262140 bytes", request -> step("40011000", "00000008", "ffff1000 00000000"));
        refused("without a TERMINATE", request -> step("40011000", "00000008", "00021000 00000000"));
    }

    @Test
    void aMenuThatAnnouncesMoreThanItHas() {
        Scripted firmware = new Scripted(request -> step("4001ffff", "0000000c", "0002ffff 0000ffff 0001fffb"));
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            MalformedReplyException e = assertThrows(
                    MalformedReplyException.class,
                    () -> bench.mlx5.resourceDump().menu());
            assertTrue(e.getMessage().contains("65535 records in 8 bytes"), e.getMessage());
        }
    }

    @Test
    void errorsAndReferencesAreTold() {
        String error = "000cfffc 00000077 00000000 00000000" + "6272 6f6b 656e 0000" + "00000000".repeat(6);
        DumpSegment segment = new DumpSegment(Bench.bytes(error));
        assertEquals("broken", segment.message().orElseThrow());
        assertEquals(0x77, segment.syndrome().orElseThrow());
        DumpSegment reference = new DumpSegment(Bench.bytes("0005fffd 00001000 00000007 00000009 00020003"));
        assertEquals(
                DumpRequest.of(0x1000, 7).objects(2).second(9).secondObjects(3),
                reference.reference().orElseThrow());
        assertTrue(new DumpSegment(Bench.bytes("0001fffd")).reference().isEmpty());
    }
}
