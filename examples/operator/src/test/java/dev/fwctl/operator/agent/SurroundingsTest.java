// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment is understood, and a variable that makes no sense is told by name. */
class SurroundingsTest {
    @Test
    void whatNobodySays() {
        assertEquals(
                new Surroundings("n1", Duration.ofMinutes(5), null, null, null),
                Surroundings.of(Map.of("NODE_NAME", "n1")));
    }

    @Test
    void whatIsSaid() {
        assertEquals(
                new Surroundings("n1", Duration.ofSeconds(30), Path.of("/var/log/fwctl"), 9464, "/host"),
                Surroundings.of(Map.of(
                        "NODE_NAME", "n1",
                        "FWCTL_INTERVAL", "PT30S",
                        "FWCTL_AUDIT", "/var/log/fwctl",
                        "FWCTL_PORT", "9464",
                        "FWCTL_ROOT", "/host")));
        assertNull(Surroundings.of(Map.of("NODE_NAME", "n1")).port());
    }

    @ParameterizedTest
    @CsvSource({
        "NODE_NAME, ' '",
        "FWCTL_INTERVAL, 5m",
        "FWCTL_INTERVAL, PT0S",
        "FWCTL_INTERVAL, PT-5M",
        "FWCTL_PORT, http",
        "FWCTL_PORT, -1",
        "FWCTL_PORT, 65536",
        "FWCTL_PORT, ''"
    })
    void whatMakesNoSense(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("NODE_NAME", "n1"));
        environment.put(variable, value);
        String message = assertThrows(IllegalArgumentException.class, () -> Surroundings.of(environment))
                .getMessage();
        assertTrue(message.startsWith(variable), message);
    }

    @Test
    void withoutANode() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Surroundings.of(Map.of()))
                .getMessage()
                .startsWith("NODE_NAME"));
    }
}
