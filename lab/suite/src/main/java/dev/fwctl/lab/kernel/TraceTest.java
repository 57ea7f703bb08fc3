// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipe of docs/performance.md for ftrace, followed: it shows the way of an RPC through the kernel, with times. */
class TraceTest {
    private static final int MILLIS = 50;

    /** What stands beside a function at its end. */
    private static final Pattern TIME = Pattern.compile("([0-9.]+) us");

    private final Knob tracing = new Knob(Path.of("/sys/kernel/tracing"));
    private final Mock mock = Mock.mem(0);

    @BeforeEach
    void mounted() {
        if (!Files.exists(Path.of("/sys/kernel/tracing/trace"))) {
            Guest.Result done = Guest.run(List.of("mount", "-t", "tracefs", "tracefs", "/sys/kernel/tracing"));
            assertEquals(0, done.status(), done.output());
        }
    }

    @AfterEach
    void off() {
        mock.delay(0);
        tracing.write("current_tracer", "nop");
        tracing.write("set_graph_function", "");
        tracing.write("max_graph_depth", 0);
    }

    @Test
    void theWayOfAnRpcThroughTheKernel() {
        tracing.write("set_graph_function", "fwctl_fops_ioctl");
        tracing.write("max_graph_depth", 3);
        tracing.write("options/funcgraph-tail", 1);
        tracing.write("current_tracer", "function_graph");
        tracing.write("trace", "");
        mock.delay(MILLIS);
        try (FwctlDevice device = Fwctl.system().withPolicy(RawCxl.POLICY).open(mock.memdev())) {
            RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION);
        }
        tracing.write("tracing_on", 0);
        String trace = tracing.read("trace");
        tracing.write("tracing_on", 1);
        for (String function : List.of("fwctl_fops_ioctl", "fwctl_cmd_rpc", "cxlctl_fw_rpc")) {
            assertTrue(trace.contains(function), function + " is not in\n" + trace);
        }
        assertTrue(longest(trace) >= MILLIS * 1000, "the firmware's time is not in\n" + trace);
    }

    private static double longest(String trace) {
        double longest = 0;
        Matcher time = TIME.matcher(trace);
        while (time.find()) {
            longest = Math.max(longest, Double.parseDouble(time.group(1)));
        }
        return longest;
    }
}
