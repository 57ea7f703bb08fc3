// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import dev.fwctl.audit.line.Members;
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
        return Members.of(json -> {
            json.text("kind", "header");
            json.text("schema", SCHEMA);
            json.text("series", file.series());
            json.number("file", file.number());
            json.text("previous", previous);
            json.text("time", Instant.now().toString());
            json.text("boot", process.boot());
            json.text("host", process.host());
            json.number("pid", process.pid());
            json.text("started", process.started().toString());
            json.text("program", process.program());
            json.text("user", process.user());
            json.number("uid", process.uid());
            json.beginObject("tree");
            json.text("origin", origin);
            json.beginArray("nodes");
            for (TreeHash node : tree.nodes()) {
                json.text(node.toString());
            }
            json.endArray();
            json.endObject();
            before.write(json);
        });
    }
}
