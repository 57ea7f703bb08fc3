// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.NoteSigner;
import dev.fwctl.audit.proof.ProofRefusedException;
import dev.fwctl.audit.proof.SignedNote;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes checkpoints, and keeps each beside the file whose last line it covers. Safe for use by several threads.
 *
 * @param origin which log this is
 * @param signer who signs; null if nobody does
 */
record Checkpoints(String origin, @Nullable NoteSigner signer) {
    private static final int MAX_BYTES = 1_000_000;

    /** Signs, and writes; an older checkpoint of the same file gives way. Never called with the log's lock held. */
    SignedNote keep(Series.TreeState tree) throws IOException {
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        SignedNote note = signer == null
                ? new SignedNote(checkpoint.toString(), List.of())
                : SignedNote.sign(checkpoint.toString(), signer);
        replace(tree.file().checkpoint(), note, tree.size());
        return note;
    }

    /** At once, so that nobody reads half of it; and never by an older one. */
    private static synchronized void replace(Path file, SignedNote note, long size) throws IOException {
        if (of(file).map(SignedNote::checkpoint)
                .filter(kept -> kept.size() > size)
                .isPresent()) {
            return;
        }
        Path fresh = Files.createTempFile(
                file.getParent(),
                file.getFileName() + ".",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write(note.toString().getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A checkpoint that is kept; empty if there is no such file. */
    static Optional<SignedNote> of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = FileCheck.input(file)) {
            return Optional.of(SignedNote.parse(in.readNBytes(MAX_BYTES + 1)));
        } catch (ProofRefusedException e) {
            throw new AuditFormatException(file + " is no checkpoint: " + e.getMessage());
        }
    }

    /** A series that has fewer lines than a checkpoint beside it has lost some, and must not go on without them. */
    static void requireGrown(Path folder, String series, long size) throws IOException {
        for (LogFile file : LogFile.withCheckpoints(folder, series)) {
            Optional<SignedNote> kept = of(file.checkpoint());
            if (kept.isPresent() && kept.get().checkpoint().size() > size) {
                throw new AuditFormatException(file.checkpoint() + " is of "
                        + kept.get().checkpoint().size()
                        + " lines, and the files of this series end with " + size + ": lines were removed. This log"
                        + " cannot go on without them; keep the files as evidence, and begin another series");
            }
        }
    }
}
