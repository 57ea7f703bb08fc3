// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.lab.guest.NeedsBnxtMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The simulated kernel and the one below this process do the same, whatever a program asks of them. Runs when it is told
 * how many sequences to try; the seed is fixed unless another one is given, so that what fails fails again.
 */
@NeedsBnxtMemory
@EnabledIfSystemProperty(
        named = FuzzTest.SEQUENCES,
        matches = "[0-9]+",
        disabledReason = "lab/run --test FuzzTest --set dev.fwctl.lab.fuzz.sequences=N runs it")
@Order(Integer.MAX_VALUE - 20)
class FuzzTest {
    static final String SEQUENCES = "dev.fwctl.lab.fuzz.sequences";

    private static final long SEED = Long.getLong("dev.fwctl.lab.fuzz.seed", 20261127);

    @Test
    @Timeout(7200)
    void bothKernelsDoTheSame() throws IOException {
        int sequences = Integer.getInteger(SEQUENCES);
        FeatureTable features =
                FeatureTable.parse(Files.readAllLines(Path.of("/sys/kernel/debug/fwctl-lab/mem1/features")));
        try (SimulatedWorld first = new SimulatedWorld(Numbers.FIRST, features.features(), UnaryOperator.identity())) {
            LabWorld lab = new LabWorld(first::address);
            try (SimulatedWorld simulated =
                    new SimulatedWorld(lab.numbers(), features.features(), UnaryOperator.identity())) {
                if (lab.tainted()) {
                    simulated.taint();
                }
                List<Difference> differences = new Fuzz(lab, simulated, features).run(SEED, sequences, sequences / 10);
                System.out.println(
                        "fuzz: " + sequences + " sequences from seed " + SEED + ", differences: " + differences.size());
                assertEquals("", differences.stream().map(Difference::toString).collect(Collectors.joining("\n\n")));
            }
        }
    }
}
