// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.layout.UnknownNameException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterNameTest {
    @ParameterizedTest
    @CsvSource({
        "SRIOV_EN, SRIOV_EN, 0, -1",
        "sriov_en, SRIOV_EN, 0, -1",
        "LINK_TYPE_P1, LINK_TYPE, 1, -1",
        "LINK_TYPE_P12, LINK_TYPE, 12, -1",
        "MODULE_SPLIT_M0, MODULE_SPLIT, 0, -1",
        "MODULE_SPLIT_M1[15], MODULE_SPLIT, 1, 15",
        "HOST_CHAINING_DESCRIPTORS[7], HOST_CHAINING_DESCRIPTORS, 0, 7",
        "LC_NV_PUB_KEY_0_255[255], LC_NV_PUB_KEY_0_255, 0, 255",
        "PSID_LOCK[0], PSID_LOCK, 0, 0"
    })
    void namesAreReadAsThePublicToolsSpellThem(String text, String name, int instance, int index) {
        ParameterName parsed = ParameterName.parse(text);
        assertEquals(name, parsed.parameter().name());
        assertEquals(instance, parsed.instance());
        assertEquals(index, parsed.index());
        assertEquals(text.toUpperCase(Locale.ROOT), parsed.toString());
    }

    /** No name of one parameter can be taken for another one with a suffix. */
    @Test
    void everyNamedParameterIsFoundByItsOwnSpelling() {
        for (Parameter parameter : ParameterCatalog.host().named()) {
            String suffix = ParameterCatalog.host().tlv(parameter).tlvClass().suffix();
            String text = parameter.name() + (suffix.isEmpty() ? "" : suffix + "1");
            ParameterName parsed = ParameterName.parse(text);
            assertEquals(parameter, parsed.parameter(), text);
            assertEquals(text, parsed.toString());
        }
    }

    @Test
    void whatIsMissingOrTooMuchIsSaid() {
        assertRefused("LINK_TYPE", "LINK_TYPE_P1");
        assertRefused("LINK_TYPE_M0", "LINK_TYPE_P1");
        assertRefused("LINK_TYPE_P0", "ports count from 1");
        assertRefused("SRIOV_EN_P1", "spelt SRIOV_EN");
        assertRefused("MODULE_SPLIT", "MODULE_SPLIT_M0");
        assertRefused("MODULE_SPLIT_M0[16]", "0 to 15");
        assertRefused("SRIOV_EN[0]", "not an array; leave the index out");
        assertRefused("MODULE_SPLIT_M0[x]", "a number from 0 up, MODULE_SPLIT_M0[0]");
        assertRefused("MODULE_SPLIT_M0[-1]", "two for a range, MODULE_SPLIT_M0[0..3]");
        assertRefused("MODULE_SPLIT_M0[]", "a number from 0 up");
        assertRefused("MODULE_SPLIT_M0[1", "a number from 0 up");
        assertRefused("MODULE_SPLIT_M0[1..2]", "names several elements");
    }

    private static void assertRefused(String text, String part) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ParameterName.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }

    @Test
    void unknownNamesListNearOnesAsTheyAreSpelt() {
        UnknownNameException unknown =
                assertThrows(UnknownNameException.class, () -> ParameterName.parse("LINK_TYP_P1"));
        assertEquals(List.of("LINK_TYPE_P1"), unknown.near().subList(0, 1));
    }
}
