// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.rival.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The C rival, compiled on the spot. */
final class CProgram {
    private CProgram() {}

    /** Returns where it is; null if there is no C compiler here. */
    static @Nullable Path compile(Path folder) throws IOException {
        Path source = folder.resolve("rival.c");
        try (var in = CProgram.class.getResourceAsStream("/dev-fwctl-bench/rival.c")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        Path program = folder.resolve("rival");
        for (String compiler : List.of("cc", "gcc", "clang")) {
            try {
                Commands.run(compiler, "-O2", "-pthread", "-o", program.toString(), source.toString());
                return program;
            } catch (UncheckedIOException e) {
                // There is no such compiler; try the next.
            }
        }
        return null;
    }
}
