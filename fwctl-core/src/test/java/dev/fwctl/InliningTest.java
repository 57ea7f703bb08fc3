// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * What HotSpot's JIT makes one piece of, as far as it follows from the size of methods: nothing is to return behind the
 * system call but the system call itself. That it does so is measured by {@code fwctl-bench/compare --only goals}.
 */
class InliningTest {
    /** {@code FreqInlineSize} of HotSpot, in bytes of bytecode: what is larger is always called, however often. */
    private static final int LARGEST_INLINED = 325;

    private static final Pattern METHOD = Pattern.compile("^ {2}\\S.* (\\w+)\\(");
    private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): [a-z]");

    @Test
    void whatComesBeforeTheSystemCallIsAlwaysCalled() throws Exception {
        int ready = sizes(FwctlDevice.class).get("ready");
        assertTrue(ready > LARGEST_INLINED + 5, ready + " bytes: it would become part of call(), and that too large");
    }

    @Test
    void whatMakesTheSystemCallBecomesPartOfTheCaller() throws Exception {
        Map<String, Integer> device = sizes(FwctlDevice.class);
        for (String method : new String[] {"call", "rpc", "decode", "leave"}) {
            assertTrue(device.get(method) < LARGEST_INLINED, method + ": " + device.get(method) + " bytes");
        }
        assertTrue(sizes(RpcPath.class).get("rpc") < LARGEST_INLINED);
    }

    /** The bytes of bytecode of each method, but for its last instruction; of several of a name the largest. */
    private static Map<String, Integer> sizes(Class<?> type) throws Exception {
        Path classes =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        StringWriter written = new StringWriter();
        PrintWriter out = new PrintWriter(written);
        ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
        assertEquals(0, javap.run(out, out, "-c", "-p", "-cp", classes.toString(), type.getName()), written::toString);
        Map<String, Integer> sizes = new HashMap<>();
        String method = "";
        for (String line : written.toString().split("\n")) {
            Matcher declared = METHOD.matcher(line);
            Matcher instruction = INSTRUCTION.matcher(line);
            if (declared.find()) {
                method = declared.group(1);
            } else if (instruction.find()) {
                sizes.merge(method, Integer.parseInt(instruction.group(1)), Math::max);
            }
        }
        return sizes;
    }
}
