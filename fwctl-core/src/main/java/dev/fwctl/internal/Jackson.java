// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import com.fasterxml.jackson.core.Version;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version of Jackson on the path: a program's own dependencies may bring an older one than this library was
 * compiled with. Asked by whoever is about to use it, so that an old one is told by name, and not by a method that is
 * not there.
 */
public final class Jackson {
    /** The first that has all methods used here, of which {@code JsonNode.properties()} is the newest. */
    private static final int MAJOR = 2;

    private static final int MINOR = 15;

    private static volatile boolean good;

    private Jackson() {}

    /**
     * Makes sure that it is new enough.
     *
     * @throws IllegalStateException that says which is there, where, which is needed, and what to do
     */
    public static void require() {
        if (!good) {
            List.of(
                            found(
                                    com.fasterxml.jackson.core.json.PackageVersion.VERSION,
                                    com.fasterxml.jackson.core.json.PackageVersion.class),
                            found(
                                    com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION,
                                    com.fasterxml.jackson.databind.cfg.PackageVersion.class))
                    .forEach(found -> problem(found).ifPresent(problem -> {
                        throw new IllegalStateException(problem);
                    }));
            good = true;
        }
    }

    /** A version, and the jar that it is of. */
    record Found(Version version, String place) {}

    private static Found found(Version version, Class<?> type) {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        return new Found(version, source == null ? type.getModule().toString() : String.valueOf(source.getLocation()));
    }

    static Optional<String> problem(Found found) {
        int major = found.version().getMajorVersion();
        boolean enough = major > MAJOR || major == MAJOR && found.version().getMinorVersion() >= MINOR;
        return enough
                ? Optional.empty()
                : Optional.of(found.version().getArtifactId() + " " + found.version() + " is on the path ("
                        + found.place() + "), and fwctl needs " + MAJOR + "." + MINOR
                        + " or a later 2.x: depend on a later "
                        + "com.fasterxml.jackson.core:jackson-databind, or import com.fasterxml.jackson:jackson-bom");
    }
}
