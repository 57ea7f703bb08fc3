// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.io.IOException;
import java.util.Objects;

/**
 * A transaction under way. Each method returns once its record is on the disk. Confined to one thread.
 */
public final class OpenTransaction {
    private final JournalFiles files;
    private final String name;
    private final String ended;

    OpenTransaction(JournalFiles files, String name, String ended) {
        this.files = files;
        this.name = name;
        this.ended = ended;
    }

    /**
     * A unit is about to be written.
     *
     * @param unit its number, from 0
     * @throws JournalException if that cannot be written down; the unit must then be left alone
     */
    public void writing(int unit) {
        append(Records.writing(unit));
    }

    /**
     * A unit was written, and read back.
     *
     * @param unit its number, from 0
     * @param content what it holds now
     * @throws JournalException if that cannot be written down
     */
    public void holds(int unit, Content content) {
        Objects.requireNonNull(content, "content");
        append(Records.holds(unit, content));
    }

    /**
     * The transaction has ended.
     *
     * @throws JournalException if that cannot be written down; it then counts as open
     */
    public void end(Ending ending) {
        Objects.requireNonNull(ending, "ending");
        append(Records.end(ending));
        try {
            files.rename(name, ended);
            files.forceDirectory();
        } catch (IOException e) {
            throw new JournalException("the journal " + files.place() + "/" + name + " cannot be closed", e);
        }
    }

    private void append(byte[] record) {
        try {
            files.append(name, record);
            files.force(name);
        } catch (IOException e) {
            throw new JournalException("the journal " + files.place() + "/" + name + " cannot be written", e);
        }
    }
}
