// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import dev.fwctl.audit.line.JsonMembers;
import dev.fwctl.audit.line.ProcessFacts;
import dev.fwctl.audit.proof.TreeFrontier;
import dev.fwctl.audit.proof.TreeHash;
import java.time.Instant;

/**
 * Makes the first line of each file.
 *
 * @param process who writes
 * @param origin the name under which the series' tree has its checkpoints
 */
public record FileHeader(ProcessFacts process, String origin) {
    /** The form of the lines, and of the files. */
    public static final String SCHEMA = "audit-log-2";

    /**
     * The members of a file's header: its place, the hash of the line before, the tree of all lines before, and how the
     * files before it ended. With these, the file can be checked, and the tree go on, without the files before it.
     */
    public byte[] members(LogFile file, String previous, TreeFrontier tree, FileEnd before) {
        return JsonMembers.of(json -> {
            json.writeStringField("kind", "header");
            json.writeStringField("schema", SCHEMA);
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
            json.writeObjectFieldStart("tree");
            json.writeStringField("origin", origin);
            json.writeArrayFieldStart("nodes");
            for (TreeHash node : tree.nodes()) {
                json.writeString(node.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
            before.write(json);
        });
    }
}
