// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ToyCommand;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.ConsistencyProof;
import dev.fwctl.audit.proof.InclusionProof;
import dev.fwctl.audit.proof.NoteSigner;
import dev.fwctl.audit.proof.ProofRefusedException;
import dev.fwctl.audit.proof.SignedNote;
import dev.fwctl.audit.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of a running log, and what they prove of its files. */
class CheckpointTest {
    private static final String ORIGIN = "example.com/fwctl/host1";

    @TempDir
    Path root;

    private final VerifierKey key;
    private final NoteSigner signer;
    private Path folder;
    private int kernels;

    CheckpointTest() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = VerifierKey.of(ORIGIN, VerifierKey.Kind.SIGNATURE, pair.getPublic());
        signer = NoteSigner.of(key, pair.getPrivate());
    }

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
    }

    private AuditLogBuilder log() {
        return AuditLog.in(folder).series("app").signer(signer).firmware(node -> "");
    }

    private FwctlDevice device(AuditLog log) {
        return new FakeKernel(root.resolve("kernel" + kernels++), ToyCommand::firmware)
                .fwctl()
                .withObserver(log)
                .open("fwctl0");
    }

    /** Writes RPCs, and takes a checkpoint after each of them. */
    private List<SignedNote> write(int rpcs, int fileBytes) throws IOException {
        List<SignedNote> notes = new ArrayList<>();
        try (AuditLog log = log().rotate(fileBytes, Duration.ofDays(1)).open();
                FwctlDevice device = device(log)) {
            for (int i = 0; i < rpcs; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
                notes.add(log.checkpoint());
            }
        }
        return notes;
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (LogFile file : LogFile.all(folder, "app")) {
            lines.addAll(Files.readAllLines(file.path()));
        }
        return lines;
    }

    private SignedNote last() throws IOException {
        List<LogFile> files = LogFile.all(folder, "app");
        return SignedNote.parse(Files.readAllBytes(files.get(files.size() - 1).checkpoint()));
    }

    private List<String> findings(Checkpoint... known) throws IOException {
        return AuditVerifier.verify(List.of(folder), new Known(List.of(), List.of(known))).stream()
                .flatMap(report -> report.findings().stream())
                .map(Finding::what)
                .toList();
    }

    @Test
    void eachIsSignedAndOfWhatIsThere() throws IOException {
        List<SignedNote> notes = write(12, 2048);
        for (SignedNote note : notes) {
            note.verify(List.of(key));
            assertEquals(ORIGIN, note.checkpoint().origin());
        }
        List<LogFile> files = LogFile.all(folder, "app");
        assertTrue(files.size() > 3);
        assertEquals(files, LogFile.withCheckpoints(folder, "app"), "one at each rotation, and at the end");
        assertEquals(lines().size(), last().checkpoint().size());
        Checkpoint[] all = notes.stream().map(SignedNote::checkpoint).toArray(Checkpoint[]::new);
        assertEquals(List.of(), findings(all));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files.get(0).checkpoint())));
        try (var entries = Files.list(folder)) {
            assertFalse(entries.anyMatch(path -> path.toString().endsWith(".tmp")));
        }
    }

    /** For each line and each checkpoint that has it; and from each checkpoint to the last. */
    @Test
    void eachLineAndEachStepIsProved() throws IOException {
        List<SignedNote> notes = write(10, 4096);
        Path file = folder.resolve("app.000001.jsonl");
        List<String> lines = lines();
        SignedNote last = last();
        for (int i = 0; i < lines.size(); i++) {
            InclusionProof proof =
                    InclusionProof.parse(AuditProofs.inclusion(file, i, last).toString());
            byte[] line = lines.get(i).getBytes(StandardCharsets.US_ASCII);
            assertEquals(1, proof.verify(line, List.of(key)).size());
            byte[] other = lines.get((i + 1) % lines.size()).getBytes(StandardCharsets.US_ASCII);
            assertThrows(ProofRefusedException.class, () -> proof.verify(other, List.of(key)));
        }
        for (SignedNote note : notes) {
            ConsistencyProof proof = ConsistencyProof.parse(
                    AuditProofs.consistency(file, note.checkpoint(), last).toString());
            proof.verify(note.checkpoint(), List.of(key));
        }
        assertThrows(ProofRefusedException.class, () -> AuditProofs.inclusion(file, lines.size(), last));
    }

    /** Files before a checkpoint are archived: what remains verifies from it on, and proves what it did. */
    @Test
    void whatRemainsVerifiesFromACheckpointOn() throws IOException {
        List<SignedNote> notes = write(12, 4096);
        List<String> lines = lines();
        List<LogFile> files = LogFile.all(folder, "app");
        SignedNote end = SignedNote.parse(Files.readAllBytes(files.get(1).checkpoint()));
        Files.delete(files.get(0).path());
        Files.delete(files.get(1).path());
        assertTrue(findings().toString().contains("the files before number 3 are missing"), findings()::toString);
        end.verify(List.of(key));
        assertEquals(List.of(), findings(end.checkpoint(), last().checkpoint()));
        Checkpoint early = notes.get(0).checkpoint();
        assertEquals(List.of(), findings(early, end.checkpoint()), "one from before cannot be compared");

        Path file = files.get(2).path();
        for (long i = end.checkpoint().size(); i < lines.size(); i++) {
            AuditProofs.inclusion(file, i, last())
                    .verify(lines.get((int) i).getBytes(StandardCharsets.US_ASCII), List.of(key));
        }
        AuditProofs.consistency(file, end.checkpoint(), last()).verify(end.checkpoint());
        assertThrows(Exception.class, () -> AuditProofs.inclusion(file, 1, last()));
        try (AuditLog log = log().open()) {
            assertEquals(lines.size(), log.head().sequence(), "and the series goes on");
        }
        assertEquals(List.of(), findings(end.checkpoint()));
    }

    @Test
    void whatTheChainCannotShowCheckpointsDo() throws IOException {
        write(4, 1 << 20);
        Path file = folder.resolve("app.000001.jsonl");
        List<String> lines = lines();
        Checkpoint trusted = last().checkpoint();
        String cut = lines.subList(0, 4).stream().collect(Collectors.joining("\n", "", "\n"));
        String good = Files.readString(file);
        Files.writeString(file, cut);
        assertTrue(findings().toString().contains("a checkpoint of 6 is kept beside it; lines were cut off"));
        assertTrue(findings(trusted).toString().contains("is known; lines were cut off"));
        IOException e = assertThrows(AuditFormatException.class, () -> log().open());
        assertTrue(e.getMessage().contains("lines were removed"), e.getMessage());
        Files.delete(file);
        assertThrows(AuditFormatException.class, () -> log().open(), "it does not begin again");

        // Written anew by somebody who can do all but sign, the checkpoint beside it too.
        Files.delete(folder.resolve("app.000001.checkpoint"));
        write(5, 1 << 20);
        assertEquals(List.of(), findings());
        assertTrue(findings(trusted).toString().contains("are not those of the checkpoint that is known"));
        Files.writeString(folder.resolve("app.000001.checkpoint"), trusted.toString());
        assertTrue(findings().toString().contains("are not those of the checkpoint beside it"));
        Files.writeString(folder.resolve("app.000001.checkpoint"), "nonsense\n");
        assertTrue(findings().toString().contains("is no checkpoint"), findings()::toString);
        Files.writeString(file, good);
        Checkpoint elsewhere = new Checkpoint("another.example/log", trusted.size(), trusted.root());
        assertTrue(findings(elsewhere).toString().contains("there is no file of the log another.example/log"));
    }

    /** Each single-byte change of a series of 20 lines, its proofs and its checkpoints. */
    @Test
    void everyChangeIsRefused() throws IOException {
        List<SignedNote> notes = write(18, 1 << 20);
        Path file = folder.resolve("app.000001.jsonl");
        List<String> lines = lines();
        assertEquals(20, lines.size());
        SignedNote last = last();
        Checkpoint trusted = last.checkpoint();
        byte[] good = Files.readAllBytes(file);
        LogFile name = LogFile.of(file).orElseThrow();
        for (int at = 0; at < good.length; at++) {
            for (int change : new int[] {1, 32, 128}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                FileCheck check = FileCheck.of(name, new java.io.ByteArrayInputStream(bad), line -> {});
                boolean sameTree = check.tree()
                        .filter(tree ->
                                tree.size() == trusted.size() && tree.root().equals(trusted.root()))
                        .isPresent();
                assertFalse(sameTree, "byte " + at + ": the tree does not see it");
                assertTrue(
                        !check.findings().isEmpty()
                                || check.lines() < 20
                                || !check.previous().equals("0".repeat(64)),
                        "byte " + at + ": the chain does not see it");
            }
        }
        String inclusion = AuditProofs.inclusion(file, 7, last).toString();
        byte[] line = lines.get(7).getBytes(StandardCharsets.US_ASCII);
        String consistency =
                AuditProofs.consistency(file, notes.get(4).checkpoint(), last).toString();
        refuseChanges(inclusion, text -> InclusionProof.parse(text).verify(line, List.of(key)));
        refuseChanges(
                consistency,
                text -> ConsistencyProof.parse(text).verify(notes.get(4).checkpoint(), List.of(key)));
        refuseChanges(last.toString(), text -> SignedNote.parse(text).verify(List.of(key)));
        for (int at = 0; at < line.length; at++) {
            byte[] bad = line.clone();
            bad[at] ^= 1;
            InclusionProof proof = InclusionProof.parse(inclusion);
            assertThrows(ProofRefusedException.class, () -> proof.verify(bad, List.of(key)));
        }
    }

    /** What takes a text for true, or throws. */
    private interface Check {
        void of(String text);
    }

    private static void refuseChanges(String good, Check check) {
        check.of(good);
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = bytes.clone();
                bad[at] ^= (byte) (1 << bit);
                String text = new String(bad, StandardCharsets.UTF_8);
                assertThrows(ProofRefusedException.class, () -> check.of(text), text);
            }
        }
    }

    /** A series keeps its name and its tree over restarts; a log without a signer makes checkpoints as well. */
    @Test
    void aSeriesGoesOnAndKeepsItsName() throws IOException {
        write(3, 1 << 20);
        SignedNote first = last();
        write(3, 1 << 20);
        SignedNote second = last();
        AuditProofs.consistency(folder.resolve("app.000002.jsonl"), first.checkpoint(), second)
                .verify(first.checkpoint(), List.of(key));
        IOException e = assertThrows(
                IOException.class,
                () -> AuditLog.in(folder).series("app").origin("other.example").open());
        assertTrue(e.getMessage().contains(ORIGIN), e.getMessage());
        try (AuditLog unsigned = AuditLog.in(folder).series("plain").open()) {
            SignedNote note = unsigned.checkpoint();
            assertEquals(List.of(), note.signatures());
            assertTrue(note.checkpoint().origin().endsWith("/fwctl-audit/plain"), note.text());
        }
        assertThrows(ProofRefusedException.class, () -> AuditLog.in(folder).origin("a b"));
    }

    /** A signer that fails keeps no RPC from being recorded; asked for directly, it is told. */
    @Test
    void aSignerThatFailsStopsNothing() throws IOException {
        NoteSigner broken = new NoteSigner() {
            @Override
            public VerifierKey key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] text) throws IOException {
                throw new IOException("the token was pulled out");
            }
        };
        try (AuditLog log =
                        log().signer(broken).rotate(2048, Duration.ofDays(1)).open();
                FwctlDevice device = device(log)) {
            for (int i = 0; i < 10; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
            }
            assertThrows(IOException.class, log::checkpoint);
            assertEquals(0, log.lost());
        }
        assertEquals(10, AuditLogTest.verified(folder).rpcs());
        assertEquals(List.of(), LogFile.withCheckpoints(folder, "app"));
    }

    @Test
    void theyAreMadeAsOftenAsTheOwnerSays() throws Exception {
        try (AuditLog log = log().checkpointEvery(Duration.ofMillis(100)).open();
                FwctlDevice device = device(log)) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            Path kept = folder.resolve("app.000001.checkpoint");
            for (int i = 0;
                    Checkpoints.of(kept).map(note -> note.checkpoint().size()).orElse(0L) < 2;
                    i++) {
                assertTrue(i < 3000, "no checkpoint was made");
                Thread.sleep(10);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> log().checkpointEvery(Duration.ofMillis(99)));
    }
}
