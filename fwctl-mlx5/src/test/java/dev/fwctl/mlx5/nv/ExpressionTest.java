// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.Tlv;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static ToDoubleFunction<String> values(Map<String, Double> values) {
        return name -> {
            Double value = values.get(name);
            if (value == null) {
                throw new AssertionError("no value for " + name);
            }
            return value;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "(1 + 2) * 3, 9",
        "2 ^ 3 ^ 2, 512",
        "2*3^2, 18",
        "7 / 2, 3.5",
        "10 - 4 - 3, 3",
        "-3 + 5, 2",
        "1 == 1, 1",
        "1 != 1, 0",
        "1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3, 1",
        "0 || 5, 1",
        "0 && 1 || 1, 1",
        "1 || 0 && 0, 1",
        "1 ? 2 : 3, 2",
        "0 ? 2 : 0 ? 3 : 4, 4",
        "(1==2)?0:1, 1",
        "log2(8), 3",
        "log2(1 == 0 ? 1 : 16) + 1, 5"
    })
    void arithmeticAndTruth(String text, double expected) {
        assertEquals(expected, Expression.of(text).value(values(Map.of())), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 +", "(1", "1)", "1 2", "$", "a", "log2 8", "1 ? 2", "1 = 1", "1 # 2", "log10(2)"})
    void whatIsNoExpressionIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Expression.of(text));
    }

    @Test
    void nestingIsBounded() {
        assertThrows(IllegalArgumentException.class, () -> Expression.of("(".repeat(500) + "1" + ")".repeat(500)));
        assertThrows(IllegalArgumentException.class, () -> Expression.of("-".repeat(100_000) + "1"));
    }

    @Test
    void variablesAreOfTheSameTlvOrAnother() {
        Expression dependency = Expression.of("$nv_cap.supported==1 && ($mode != 0)");
        assertEquals(Set.of("nv_cap.supported", "mode"), dependency.variables());
        assertTrue(dependency.holds(values(Map.of("nv_cap.supported", 1.0, "mode", 2.0))));
        assertFalse(dependency.holds(values(Map.of("nv_cap.supported", 0.0, "mode", 2.0))));
    }

    @Test
    void everyExpressionOfTheCatalogIsRead() {
        int read = 0;
        for (Tlv tlv : ParameterCatalog.host().tlvs()) {
            for (Parameter parameter : tlv.parameters()) {
                for (String text :
                        new String[] {parameter.dependency(), parameter.min(), parameter.max(), parameter.rule()}) {
                    if (!text.isEmpty()) {
                        Expression.of(text);
                        read++;
                    }
                }
                Expression.assignments(parameter.vars());
            }
        }
        assertTrue(read > 300, "only " + read);
    }

    /** 2 PFs with 16 vectors each and 4 VFs with 12: 2 * (16 + 4 * 12) = 128 vectors. */
    @Test
    void theVectorsOfAllFunctionsHaveToFitTheDevice() {
        Parameter vfs = ParameterCatalog.host().named("NUM_PF_MSIX");
        Map<String, Double> values = new HashMap<>(Map.of(
                "nv_global_pci_cap.max_total_msix_valid", 1.0,
                "nv_global_pci_cap.max_total_msix", 128.0,
                "num_pfs", 2.0,
                "num_pf_msix", 16.0,
                "total_vfs", 4.0,
                "num_vf_msix", 12.0));
        Expression rule = Expression.of(vfs.rule());
        assertTrue(rule.holds(values(values)));
        values.put("total_vfs", 5.0);
        assertFalse(rule.holds(values(values)));
        values.put("nv_global_pci_cap.max_total_msix_valid", 0.0);
        assertTrue(rule.holds(values(values)));
    }

    @Test
    void assignmentsFeedTheRule() {
        Parameter sriov = ParameterCatalog.host().named("SRIOV_EN");
        Map<String, Expression> assignments = Expression.assignments(sriov.vars());
        assertEquals(Set.of("_calculatedTotalBar"), assignments.keySet());
        assertTrue(Expression.of(sriov.rule()).variables().contains("_calculatedTotalBar"));
        // Full port: log2((4096 / 2 - 6^2) / 8) = log2(251.5).
        double bar = assignments
                .get("_calculatedTotalBar")
                .value(values(Map.of(
                        "fpp_en", 1.0,
                        "nv_global_pci_cap.max_total_bar", 4096.0,
                        "num_pfs", 2.0,
                        "log_pf_uar_bar_size", 6.0,
                        "total_vfs", 8.0)));
        assertEquals(7.974, bar, 0.001);
        assertThrows(IllegalArgumentException.class, () -> Expression.assignments("x=1"));
        assertEquals(Map.of(), Expression.assignments(""));
    }
}
