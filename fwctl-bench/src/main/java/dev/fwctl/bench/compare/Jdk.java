// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.rival.Seams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK that rivals run on.
 *
 * @param home where it is
 * @param feature its number, for example 25
 */
record Jdk(Path home, int feature) {
    private static final int FOREIGN = 22;
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** The one that this program runs on. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The one in a folder, by the {@code release} file that each JDK has. */
    static Jdk in(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            if (version.find() && Files.isExecutable(home.resolve("bin/java"))) {
                return new Jdk(home, Integer.parseInt(version.group(1)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(home + " is no JDK: it has no readable file \"release\"", e);
        }
        throw new IllegalArgumentException(home + " is no JDK: no version in its file \"release\", or no bin/java");
    }

    boolean hasForeign() {
        return feature >= FOREIGN;
    }

    /** Whether the library's own seam over it is there as well. */
    boolean hasFfm() {
        return hasForeign() && Seams.holdsFfm();
    }
}
