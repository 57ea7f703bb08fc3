// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.cxl.memdev.CxlLog;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.cxl.memdev.StandardLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The logs of a CXL device: which it has; one copied into a file; the vendor debug log cleared. */
final class CxlLogs {
    private static final String USAGE = """
            CxlLogs
              --copy FILE     copy a log into a new file; needs --device if there are several
              --log UUID      which; otherwise the vendor debug log
              --clear         clear the vendor debug log (after the copy); needs --write""";

    private CxlLogs() {}

    /** Runs the example. */
    public static void main(String[] args) {
        CxlExample.main(USAGE, List.of("--copy=", "--log=", "--clear", "--write"), args, CxlLogs::run);
    }

    private static void run(Example example, Fwctl fwctl) throws IOException {
        Options options = example.options();
        if (options.has("--clear") && !options.has("--write")) {
            throw new Options.UsageException("--clear changes the device; say --write too");
        }
        List<String> names = CxlExample.memdevs(example, fwctl);
        boolean one = options.setting("--copy").isPresent() || options.has("--clear");
        if (one && names.size() != 1) {
            throw new Options.UsageException("which device? There are " + names);
        }
        // Clearing a log is a change of the log, and so the next policy after readOnly.
        Fwctl system = options.has("--clear") ? fwctl.withPolicy(AccessPolicy.configure()) : fwctl;
        List<Map<String, Object>> devices = new ArrayList<>();
        for (String name : names) {
            try (CxlMemdev memdev = CxlMemdev.open(system, name)) {
                devices.add(device(example, memdev));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("simulated", example.isSimulated());
        document.put("devices", devices);
        example.document(document);
    }

    private static Map<String, Object> device(Example example, CxlMemdev memdev) throws IOException {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("name", memdev.node().name());
        example.say("%s", memdev.node());
        List<Map<String, Object>> logs = new ArrayList<>();
        for (CxlLog log : memdev.logs()) {
            example.say("  %s", log);
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("uuid", log.uuid().toString());
            each.put("name", log.standard().map(StandardLog::title).orElse(""));
            each.put("size", log.size());
            logs.add(each);
        }
        device.put("logs", logs);
        Options options = example.options();
        if (options.setting("--copy").isPresent()) {
            Path file = Path.of(options.setting("--copy").get());
            UUID wanted = options.setting("--log").map(UUID::fromString).orElse(StandardLog.VENDOR_DEBUG.uuid());
            device.put("copied", copy(memdev, wanted, file));
            example.say("  copied %s bytes into %s", device.get("copied"), file);
        }
        if (options.has("--clear")) {
            memdev.clearLog(StandardLog.VENDOR_DEBUG.uuid());
            example.say("  cleared the vendor debug log");
        }
        return device;
    }

    private static long copy(CxlMemdev memdev, UUID wanted, Path file) throws IOException {
        CxlLog log = memdev.log(wanted)
                .orElseThrow(() -> new IllegalArgumentException(memdev.node() + " has no log " + wanted));
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            return memdev.copyLog(log, to, ProgressLine.of(System.err));
        }
    }
}
