// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.line.JsonMembers;
import dev.fwctl.audit.line.ProcessFacts;
import java.time.Instant;

/**
 * Makes the first line of each file.
 *
 * @param process who writes
 */
record FileHeader(ProcessFacts process) {
    /** The members of a file's header: its place, the hash of the line before, and how the files before it ended. */
    byte[] members(LogFile file, String previous, FileEnd before) {
        return JsonMembers.of(json -> {
            json.writeStringField("kind", "header");
            json.writeStringField("schema", FileCheck.SCHEMA);
            json.writeStringField("series", file.series());
            json.writeNumberField("file", file.number());
            json.writeStringField("previous", previous);
            json.writeStringField("time", Instant.now().toString());
            json.writeStringField("boot", process.boot());
            json.writeStringField("host", process.host());
            json.writeNumberField("pid", process.pid());
            json.writeStringField("started", process.started().toString());
            json.writeStringField("program", process.program());
            json.writeStringField("user", process.user());
            json.writeNumberField("uid", process.uid());
            before.write(json);
        });
    }
}
