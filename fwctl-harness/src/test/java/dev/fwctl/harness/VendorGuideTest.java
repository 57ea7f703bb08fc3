// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/writing-a-vendor-module.md tells vendors to write: the block below, word for word. */
class VendorGuideTest {
    @Test
    void theGuidesProgramRuns() {
        try (SimulatedKernel kernel = Demo.kernel()) {
            Fwctl fwctl = kernel.fwctl();
            String node = fwctl.nodes().stream()
                    .filter(new CxlModule()::serves)
                    .findFirst()
                    .orElseThrow()
                    .name();
            try (FwctlDevice device = fwctl.open(node)) {
                measure(device, command());
            }
        }
    }

    private static Command<?, ?> command() {
        return new CxlModule()
                .commands().stream()
                        .filter(command -> command.name().equals("cxl.get-supported-features"))
                        .findFirst()
                        .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static <Q> void measure(FwctlDevice device, Command<Q, ?> command) {
        Q request = (Q) Requests.of(command, "");
        // guide:
        List<Measured> measured = Load.of(Workload.command(device, command, request))
                .threads(2)
                .rate(Rate.poisson(500))
                .budget(new Budget(Duration.ofSeconds(30), 500))
                .run();
        Measured first = measured.get(0);
        assertEquals(Map.of(), first.errors());
        System.out.printf(
                "%.0f a second, 99 %% within %d us%n",
                first.perSecond(), first.latency().getValueAtPercentile(99) / 1000);
        // :guide
        assertTrue(first.operations() > 100, first.operations() + " operations");
    }

    @Test
    void theGuideSaysTheSame() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/fwctl/harness/VendorGuideTest.java"));
        String block = source.substring(source.indexOf("// guide:\n") + 10, source.indexOf("        // :guide"))
                .replaceAll("(?m)^ {8}", "");
        String guide = Files.readString(Path.of("../docs/writing-a-vendor-module.md"));
        assertTrue(guide.contains("```java\n" + block + "```"), "the guide does not have this block:\n" + block);
    }
}
