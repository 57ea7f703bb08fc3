// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fwctl.AccessPolicy;
import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcContext;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of a log: what is written, in which order, and what is kept out. */
class AuditLogTest {
    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
    }

    private FwctlDevice open(AuditLog log, AccessPolicy policy) {
        return new FakeKernel(root, ToyCommand::firmware)
                .fwctl()
                .withPolicy(policy)
                .withObserver(log)
                .open("fwctl0");
    }

    static List<AuditRecord> records(Path folder) throws IOException {
        List<AuditRecord> records = new ArrayList<>();
        AuditReader.read(List.of(folder), AuditFilter.all(), records::add);
        return records;
    }

    static SeriesReport verified(Path folder) throws IOException {
        List<SeriesReport> reports = AuditVerifier.verify(List.of(folder), List.of());
        assertEquals(1, reports.size());
        assertEquals(List.of(), reports.get(0).findings());
        return reports.get(0);
    }

    /** Each kind of ending, read back; and each line is of the published form. */
    @Test
    void everyEndingIsRecorded() throws IOException {
        Path file;
        try (AuditLog log = AuditLog.in(folder).firmware(node -> "9.8.7").open();
                FwctlDevice device = open(log, AccessPolicy.configure())) {
            file = log.file();
            device.call(ToyCommand.READ, ToyCommand.Request.of(7));
            device.call(ToyCommand.WRITE, ToyCommand.Request.of(8));
            assertThrows(
                    PolicyRefusedException.class,
                    () -> device.call(ToyCommand.READ, ToyCommand.Request.of(9), RpcScope.DEBUG_WRITE_FULL));
            assertThrows(FwctlException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(-74)));
            assertThrows(
                    ToyCommand.ToyException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1000)));
            RpcSlot slot = device.newSlot(16, 8);
            assertThrows(PolicyRefusedException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
        }
        List<AuditRecord> lines = records(folder);
        assertEquals(
                List.of("header", "rpc", "rpc", "rpc", "rpc", "rpc", "rpc", "closed"),
                lines.stream().map(AuditRecord::kind).toList());
        assertEquals(
                List.of("done", "done", "refused by policy", "not reached", "refused by firmware", "refused by policy"),
                lines.subList(1, 7).stream().map(AuditRecord::outcome).toList());

        AuditRecord header = lines.get(0);
        assertEquals(
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
                header.members().get("boot"));
        assertEquals(ProcessHandle.current().pid(), ((Number) header.members().get("pid")).longValue());

        AuditRecord read = lines.get(1);
        assertEquals("fwctl0", read.device());
        assertEquals("pci-0000:03:00.0", read.deviceKey());
        assertEquals("toy_fwctl", read.driver());
        assertEquals("9.8.7", ((Map<?, ?>) read.members().get("device")).get("firmware"));
        assertEquals("toy.read", read.command());
        assertEquals(0x10, read.members().get("opcode"));
        assertEquals(Optional.of(RpcScope.DEBUG_READ_ONLY), read.scope());
        assertEquals(Set.of(), read.effects());
        assertEquals(
                Map.of("document", "Toy Firmware 1.0", "section", "2.1"),
                read.members().get("specification"));
        assertEquals("configure", read.members().get("policy"));
        // Opcode 0x10, number 7, no key; status 0, answer 8: little-endian, as ToyCommand documents.
        assertEquals(
                Map.of("length", 16, "hex", "10000000070000000000000000000000", "values", Map.of("number", 7)),
                read.members().get("request"));
        assertEquals(
                Map.of("length", 8, "hex", "0000000008000000", "values", Map.of("answer", 8)),
                read.members().get("reply"));
        assertTrue(read.sent() && read.duration().toNanos() > 0);
        assertFalse(read.members().containsKey("taint"));

        assertEquals(
                Map.of("before", 0, "after", 1 << 19, "tainted", true, "alone", true),
                lines.get(2).members().get("taint"));
        assertEquals(Set.of("immediate configuration change"), lines.get(2).effects());

        AuditRecord refused = lines.get(3);
        assertFalse(refused.sent());
        assertEquals(false, refused.members().get("allowed"));
        assertTrue(refused.members().get("reason").toString().contains("FWCTL_RPC_DEBUG_WRITE_FULL"));
        assertFalse(refused.members().containsKey("reply"));

        assertEquals(
                Map.of("number", 74, "symbol", "EBADMSG"),
                lines.get(4).members().get("errno"));
        assertEquals(
                Map.of("number", 1000, "syndrome", "0xbb8"),
                lines.get(5).members().get("firmwareStatus"));
        assertEquals(Set.of("unknown"), lines.get(6).effects());

        assertTrue(verified(folder).closed());
        JsonSchema schema = schema();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            assertEquals(Set.of(), schema.validate(line, InputFormat.JSON), line);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    static JsonSchema schema() throws IOException {
        try (InputStream in = AuditLog.class.getResourceAsStream("/dev-fwctl-core/audit-log.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    /** The key is 0x5ec2e7c0ffee1234: neither it nor its bytes in the request may be anywhere in the file. */
    @Test
    void secretsAreDigested() throws IOException {
        long key = 0x5ec2e7c0ffee1234L;
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = open(log, AccessPolicy.readOnly())) {
            device.call(ToyCommand.READ, new ToyCommand.Request(1, key, 0));
            device.call(ToyCommand.READ, new ToyCommand.Request(1, key, 0));
            device.call(ToyCommand.READ, new ToyCommand.Request(1, key + 1, 0));
            assertThrows(
                    ToyCommand.ToyException.class,
                    () -> device.call(ToyCommand.READ, new ToyCommand.Request(1000, key, 0)));
        }
        String text =
                Files.readString(AuditVerifier.expand(List.of(folder)).get(0).path());
        for (String leak : List.of(Long.toString(key), Long.toHexString(key), "3412eeffc0e7c25e", "3412eeff")) {
            assertFalse(text.contains(leak), leak);
        }
        List<AuditRecord> lines = records(folder);
        List<Object> digests = new ArrayList<>();
        for (AuditRecord line : lines.subList(1, 5)) {
            Map<?, ?> request = (Map<?, ?>) line.members().get("request");
            assertFalse(request.containsKey("hex"));
            assertFalse(((Map<?, ?>) line.members().get("reply")).containsKey("hex"), "it may echo the request");
            digests.add(((Map<?, ?>) request.get("values")).get("key"));
        }
        assertEquals(digests.get(0), digests.get(1));
        assertFalse(digests.get(0).equals(digests.get(2)), "another key has another digest");
        assertFalse(lines.get(4).members().containsKey("message"));
        JsonSchema schema = schema();
        text.lines().forEach(line -> assertEquals(Set.of(), schema.validate(line, InputFormat.JSON), line));
    }

    @Test
    void longPayloadsAreCutAndDigested() throws Exception {
        try (AuditLog log = AuditLog.in(folder).rawLimit(32).open();
                FwctlDevice device = open(log, AccessPolicy.readOnly())) {
            device.call(ToyCommand.READ, new ToyCommand.Request(1, 0, 100));
        }
        AuditRecord line = records(folder).get(1);
        Map<?, ?> request = (Map<?, ?>) line.members().get("request");
        assertEquals(116, request.get("length"));
        assertEquals("1000000001" + "0".repeat(54), request.get("hex"));
        byte[] whole = new byte[116];
        whole[0] = 0x10;
        whole[4] = 1;
        assertEquals(
                HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(whole)),
                request.get("sha256"));
        assertTrue(line.request().isEmpty());
    }

    @Test
    void linesSayWhatAnRpcIsAboutAndWhatFor() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = open(log, AccessPolicy.readOnly())) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            RpcContext context = RpcContext.of("alice", "CHG-4711").withTransaction("t-1");
            context.holding(() -> device.call(ToyCommand.READ, ToyCommand.Request.of(2)));
            context.holding(() ->
                            device.callAsync(ToyCommand.READ, ToyCommand.Request.of(3), other, Duration.ofSeconds(60)))
                    .join();
            device.call(ToyCommand.READ, ToyCommand.Request.of(4));
        } finally {
            other.shutdown();
        }
        assertEquals(4, verified(folder).rpcs());
        AuditFilter all = AuditFilter.all();
        assertEquals(List.of(2, 3), numbers(all.ticket("CHG-*")));
        assertEquals(List.of(2, 3), numbers(all.actor("alice").transaction("t-?")));
        assertEquals(List.of(3), numbers(all.about("number-3").ticket("CHG-4711")));
        assertEquals(List.of(1, 2, 3, 4), numbers(all.about("BOX")));
        assertEquals(List.of(), numbers(all.actor("bob")));
    }

    private List<Integer> numbers(AuditFilter filter) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        AuditReader.read(
                List.of(folder),
                filter,
                line -> numbers.add(Integer.parseInt(line.about().get(1).substring("number-".length()))));
        return numbers;
    }
}
