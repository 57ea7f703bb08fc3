// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.lab.guest.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rights of a process that is not root, or is root without CAP_SYS_RAWIO: each case in a process of its own. */
class PermissionTest {
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all");

    private final Path node = Fwctl.system().node("mem0").path();

    @AfterEach
    void closeToOthers() throws IOException {
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void withoutPermissionTheExceptionNamesTheUdevRule() {
        Map<String, String> outcome = probe(NOBODY);
        assertEquals("listed", outcome.get("list"), "discovery works without permission to open");
        assertTrue(outcome.get("open").startsWith("PermissionDeniedException EACCES"), outcome.get("open"));
        assertTrue(outcome.get("open").contains("SUBSYSTEM==\"fwctl\""), outcome.get("open"));
    }

    @Test
    void modeBitsAreEnoughForAnOrdinaryUser() throws IOException {
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw-rw-"));
        Map<String, String> outcome = probe(NOBODY);
        assertEquals("CXL", outcome.get("open"));
        assertEquals("return code 0", outcome.get("get"));
        assertEquals("return code 0", outcome.get("set at DEBUG_WRITE"));
        assertRawIoMissing(outcome.get("set at DEBUG_WRITE_FULL"));
    }

    /** Reading permission is enough: the kernel does not look at the mode of the open file. */
    @Test
    void aReadableNodeIsEnough() throws IOException {
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-r--r--"));
        Map<String, String> outcome = probe(NOBODY);
        assertEquals("CXL", outcome.get("open"));
        assertEquals("return code 0", outcome.get("get"));
    }

    @Test
    void rootWithoutTheCapabilityIsRefusedTheHighestScopeOnly() {
        Map<String, String> outcome = probe(Guest.WITHOUT_RAWIO);
        assertEquals("return code 0", outcome.get("set at DEBUG_WRITE"));
        assertRawIoMissing(outcome.get("set at DEBUG_WRITE_FULL"));
    }

    @Test
    void rootMayDoAll() {
        Map<String, String> outcome = probe(List.of());
        assertEquals("return code 0", outcome.get("set at DEBUG_WRITE"));
        assertEquals("return code 0", outcome.get("set at DEBUG_WRITE_FULL"));
    }

    private static void assertRawIoMissing(String outcome) {
        assertTrue(outcome.startsWith("PermissionDeniedException EPERM"), outcome);
        assertTrue(outcome.contains("CAP_SYS_RAWIO"), outcome);
    }

    private static Map<String, String> probe(List<String> wrapper) {
        Guest.Result result = Guest.run(Guest.java(wrapper, List.of(), Probe.class.getName(), "mem0"));
        assertEquals(0, result.status(), result.output());
        Map<String, String> outcomes = new HashMap<>();
        for (String line : result.output().lines().toList()) {
            int at = line.indexOf('=');
            if (line.startsWith("probe ") && at > 0) {
                outcomes.put(line.substring("probe ".length(), at), line.substring(at + 1));
            }
        }
        return outcomes;
    }
}
