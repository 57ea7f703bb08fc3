// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.io.IOException;
import java.util.List;

/**
 * The folder of a journal, reduced to what a journal does with it: a seam that tests can fail and cut off. What was not
 * forced may be lost in a crash: bytes by {@link #force}, names by {@link #forceDirectory}.
 */
public interface JournalFiles {
    /** Where it is, for messages. */
    String place();

    /** The names of the files, in order. */
    List<String> names() throws IOException;

    /** All that is in a file. */
    byte[] read(String name) throws IOException;

    /** Makes an empty file, for its owner only. Fails if there is one of that name. */
    void create(String name) throws IOException;

    /** Adds to the end of a file. */
    void append(String name, byte[] bytes) throws IOException;

    /** Waits until the bytes of a file are on the disk. */
    void force(String name) throws IOException;

    /** Gives a file another name, in one step. */
    void rename(String from, String to) throws IOException;

    /** Waits until the names of the files are on the disk. */
    void forceDirectory() throws IOException;
}
