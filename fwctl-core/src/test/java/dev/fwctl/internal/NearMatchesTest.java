// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearMatchesTest {
    @Test
    void theyAreOrderedAndFew() {
        List<String> known = List.of("SRIOV_EN", "SRIOV_ENABLE", "NUM_OF_VFS", "NUM_OF_PF", "LINK_TYPE");
        assertEquals(List.of("SRIOV_EN", "SRIOV_ENABLE"), NearMatches.of("sriov_en", known));
        assertEquals(List.of("NUM_OF_VFS", "NUM_OF_PF"), NearMatches.of("NUM_FO_VFS", known));
        assertEquals(List.of(), NearMatches.of("zzz", known));
        // The swap of two neighbours is one edit.
        assertEquals(1, NearMatches.distance("abcd", "abdc", 3));
        assertEquals(3, NearMatches.distance("kitten", "sitting", 3));
    }
}
