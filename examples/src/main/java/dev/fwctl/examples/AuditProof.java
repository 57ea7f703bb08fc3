// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.audit.AuditProofs;
import dev.fwctl.audit.Head;
import dev.fwctl.audit.Known;
import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.SignedNote;
import dev.fwctl.audit.proof.TreeHash;
import dev.fwctl.audit.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of {@link Audit} that deals with checkpoints and proofs. */
final class AuditProof {
    private final Example example;

    AuditProof(Example example) {
        this.example = example;
    }

    /** What the command line says is known: heads, and checkpoints whose signatures hold. */
    Known known() throws IOException {
        List<Head> heads = setting("--head").map(Head::parse).map(List::of).orElse(List.of());
        List<Checkpoint> checkpoints = List.of();
        Optional<Path> file = setting("--checkpoint").map(Path::of);
        if (file.isPresent()) {
            SignedNote note = read(file.get());
            say(note);
            checkpoints = List.of(note.checkpoint());
        }
        return new Known(heads, checkpoints);
    }

    /** A checkpoint that is trusted has to be signed by a key that was given. */
    private void say(SignedNote note) {
        for (SignedNote.Verified signature : note.verify(keys())) {
            example.say(
                    "the checkpoint of %d lines of %s is signed by %s%s",
                    note.checkpoint().size(),
                    note.checkpoint().origin(),
                    signature.key().name(),
                    signature.time().map(time -> ", who saw it at " + time).orElse(""));
        }
    }

    private List<VerifierKey> keys() {
        return setting("--key").stream()
                .flatMap(keys -> Stream.of(keys.split(",", -1)))
                .map(VerifierKey::parse)
                .toList();
    }

    private Optional<String> setting(String name) {
        return example.options().setting(name);
    }

    private static SignedNote read(Path file) throws IOException {
        return SignedNote.parse(Files.readAllBytes(file));
    }

    /** The checkpoint that was named, or the newest beside the files. */
    private static Path newest(Path file) throws IOException {
        if (file.toString().endsWith(".checkpoint")) {
            return file;
        }
        Path folder = Files.isDirectory(file) ? file : file.toAbsolutePath().getParent();
        String series =
                Files.isDirectory(file) ? "" : file.getFileName().toString().replaceFirst("\\.\\d+\\.jsonl$", ".");
        Path found = null;
        long size = -1;
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(series)
                        && name.endsWith(".checkpoint")
                        && read(entry).checkpoint().size() > size) {
                    found = entry;
                    size = read(entry).checkpoint().size();
                }
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("there is no checkpoint in " + folder);
        }
        return found;
    }

    /** Prints a checkpoint, what a witness is asked with, or the checkpoint with the signatures that came back. */
    void checkpoint(Path file) throws IOException {
        Path kept = newest(file);
        SignedNote note = read(kept);
        Optional<Path> old = setting("--old").map(Path::of);
        Optional<Path> cosignatures = setting("--cosignatures").map(Path::of);
        if (old.isPresent()) {
            Checkpoint before = Files.exists(old.get())
                    ? read(old.get()).checkpoint()
                    : new Checkpoint(note.checkpoint().origin(), 0, TreeHash.EMPTY);
            show(AuditProofs.consistency(log(kept), before, note).toString());
            return;
        }
        if (cosignatures.isPresent()) {
            SignedNote more = note.with(SignedNote.signatures(Files.readString(cosignatures.get())));
            say(more); // nothing is taken that no key here vouches for
            Path fresh = Files.createTempFile(kept.toAbsolutePath().getParent(), "cosigned", ".tmp");
            Files.write(fresh, more.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            note = more;
        }
        show(note.toString());
    }

    /** Prints the proof that a line is in a log. */
    void prove(Path file) throws IOException {
        long line = setting("--line")
                .map(AuditProof::number)
                .orElseThrow(() -> new Options.UsageException("say which line, with --line N"));
        Path kept = setting("--checkpoint").map(Path::of).orElse(newest(file));
        show(AuditProofs.inclusion(file, line, read(kept)).toString());
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Options.UsageException("'" + text + "' is no number of a line");
        }
    }

    private static Path log(Path checkpoint) {
        return checkpoint.resolveSibling(checkpoint.getFileName().toString().replaceFirst("\\.checkpoint$", ".jsonl"));
    }

    /** As it is, since others read it. */
    private void show(String text) {
        example.say("%s", text.substring(0, text.length() - 1));
        example.document(Map.of("text", text));
    }
}
