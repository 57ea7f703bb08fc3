// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is read twice is the same node. */
class NodeEqualityTest {
    @Test
    void twoReadingsAreEqual(@TempDir Path root) {
        Fwctl fwctl = new FakeKernel(root, ToyCommand::firmware).fwctl();
        FwctlNode one = fwctl.node("fwctl0");
        FwctlNode other = fwctl.node("fwctl0");
        assertNotSame(one, other);
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertEquals(one.parent(), other.parent());
        assertEquals("0000:03:00.0", one.parent().pci().orElseThrow().toString());
    }
}
