// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import dev.fwctl.audit.line.Members;
import dev.fwctl.audit.line.TornTail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of the files before a new one, which its header tells.
 *
 * @param torn what stands after their last whole lines
 * @param gone what somebody did to the last of them while it was written; null if nobody did
 */
public record FileEnd(List<TornTail> torn, @Nullable Gone gone) {
    /**
     * A file that is not any more what was written.
     *
     * @param file its number in the series
     * @param what what became of it
     * @param length how many bytes were written to it
     * @param rpcs how many RPCs it held that cannot be found in it now
     */
    public record Gone(int file, String what, long length, long rpcs) {}

    /** As a file ends that was only ever written by its log. */
    public static final FileEnd WHOLE = new FileEnd(List.of(), null);

    void write(Members json) {
        if (!torn.isEmpty()) {
            json.beginArray("torn");
            for (TornTail tail : torn) {
                json.beginObject();
                json.number("file", tail.file());
                json.number("length", tail.length());
                json.text("sha256", tail.sha256());
                json.endObject();
            }
            json.endArray();
        }
        if (gone != null) {
            json.beginObject("gone");
            json.number("file", gone.file());
            json.text("what", gone.what());
            json.number("length", gone.length());
            json.number("rpcs", gone.rpcs());
            json.endObject();
        }
    }
}
