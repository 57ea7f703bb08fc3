// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Jackson that is too old is told by name. */
class JacksonTest {
    private static Optional<String> problem(int major, int minor) {
        return Jackson.problem(new Jackson.Found(
                new Version(major, minor, 1, null, "com.fasterxml.jackson.core", "jackson-databind"),
                "file:/app/jackson-databind.jar"));
    }

    @ParameterizedTest
    @CsvSource({"2, 9", "2, 12", "2, 14"})
    void anOldOneIsToldWithTheCure(int major, int minor) {
        String problem = problem(major, minor).orElseThrow();
        for (String word : new String[] {
            "jackson-databind " + major + "." + minor + ".1",
            "file:/app/jackson-databind.jar",
            "needs 2.15",
            "depend on a later"
        }) {
            assertTrue(problem.contains(word), problem);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 15", "2, 22"})
    void aNewerOneIsFine(int major, int minor) {
        assertEquals(Optional.empty(), problem(major, minor));
    }

    @Test
    void theOneHereIsFine() {
        assertDoesNotThrow(Jackson::require);
    }
}
