// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import dev.fwctl.Fwctl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder of transactions, each in a file of its own: {@code ID.open} until it has ended, {@code ID.done} after that.
 * Files under other names are not looked at: {@code ID.new} is one that never began.
 *
 * <p>Each line of a file is a record: CRC-32 of the rest in hexadecimal digits, a blank, a JSON object. A crash can tear
 * the last line only, and a torn line counts as not written. Files are for their owner only, like those of the audit log.
 *
 * <p>Safe for use by any number of threads and processes, each of which writes only transactions of its own.
 */
public final class Journal {
    private static final String NEW = ".new";
    private static final String OPEN = ".open";
    private static final String DONE = ".done";
    private static final String KEY = "key";
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final JournalFiles files;
    private final SecureRandom random = new SecureRandom();

    private Journal(JournalFiles files) {
        this.files = files;
    }

    /**
     * The journal in a folder, which is made when the first transaction begins.
     *
     * @param folder on a file system that keeps what was synced to it: not on tmpfs
     */
    public static Journal in(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return new Journal(new DirectoryFiles(folder));
    }

    /**
     * The journal that is used where no other is named: in {@code var/lib/fwctl-java/journal} below a system's root.
     *
     * @param system the system
     */
    public static Journal of(Fwctl system) {
        Objects.requireNonNull(system, "system");
        return in(system.root().resolve("var/lib/fwctl-java/journal"));
    }

    /** The journal in a folder that a test has its hands on. */
    public static Journal in(JournalFiles files) {
        Objects.requireNonNull(files, "files");
        return new Journal(files);
    }

    /** Where it is. */
    public String place() {
        return files.place();
    }

    /** An id for a transaction that begins now: no two are the same. */
    public String newTransaction() {
        byte[] tail = new byte[4];
        random.nextBytes(tail);
        return ID_TIME.format(Instant.now()) + "-" + HexFormat.of().formatHex(tail);
    }

    /**
     * Begins a transaction. When this returns, all of it is on the disk.
     *
     * @param begin what will be written
     * @throws JournalException if that cannot be made sure of
     */
    public OpenTransaction begin(Begin begin) {
        Objects.requireNonNull(begin, "begin");
        String id = begin.transaction();
        try {
            files.create(id + NEW);
            files.append(id + NEW, Records.begin(begin));
            files.force(id + NEW);
            files.rename(id + NEW, id + OPEN);
            files.forceDirectory();
        } catch (IOException e) {
            throw new JournalException("the journal in " + files.place() + " cannot be written", e);
        }
        return new OpenTransaction(files, id + OPEN, id + DONE);
    }

    /**
     * Goes on with a transaction that was interrupted. A last line that a crash tore is taken away first.
     *
     * @throws JournalException if that cannot be done
     */
    public OpenTransaction reopen(Entry entry) {
        Objects.requireNonNull(entry, "entry");
        String id = entry.transaction();
        try {
            byte[] bytes = files.read(id + OPEN);
            byte[] whole = Records.whole(bytes);
            if (whole.length < bytes.length) {
                String mended = newTransaction() + NEW;
                files.create(mended);
                files.append(mended, whole);
                files.force(mended);
                files.rename(mended, id + OPEN);
                files.forceDirectory();
            }
        } catch (IOException e) {
            throw new JournalException("the journal " + files.place() + "/" + id + OPEN + " cannot be gone on with", e);
        }
        return new OpenTransaction(files, entry.transaction() + OPEN, entry.transaction() + DONE);
    }

    /**
     * The transactions that have not ended, oldest first.
     *
     * @throws JournalException if one cannot be read
     */
    public List<Entry> open() {
        List<Entry> entries = new ArrayList<>();
        for (String name : names()) {
            if (name.endsWith(OPEN)) {
                Entry entry = read(name);
                if (entry.isOpen()) { // else only the renaming was lost
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /**
     * Closes an open transaction, whatever the hardware holds, which is not asked: for a card that is gone, or was put
     * right by hand.
     *
     * @param transaction its id
     * @throws JournalException if there is no open transaction of that id
     */
    public void abandon(String transaction) {
        Objects.requireNonNull(transaction, "transaction");
        Entry entry = open().stream()
                .filter(one -> one.transaction().equals(transaction))
                .findFirst()
                .orElseThrow(() -> new JournalException("there is no open transaction " + transaction + " in "
                        + files.place() + "; open are "
                        + open().stream().map(Entry::transaction).toList()));
        reopen(entry).end(Ending.ABANDONED);
    }

    /**
     * The transaction of an id, whether it has ended or not.
     *
     * @return empty if there is none
     * @throws JournalException if it cannot be read
     */
    public Optional<Entry> find(String transaction) {
        Objects.requireNonNull(transaction, "transaction");
        return names().stream()
                .filter(name -> name.equals(transaction + OPEN) || name.equals(transaction + DONE))
                .findFirst()
                .map(this::read);
    }

    /** The transactions that have ended, oldest first. */
    public List<String> ended() {
        return names().stream()
                .filter(name -> name.endsWith(DONE))
                .map(name -> name.substring(0, name.length() - DONE.length()))
                .toList();
    }

    private List<String> names() {
        try {
            return files.names();
        } catch (IOException e) {
            throw new JournalException("the journal in " + files.place() + " cannot be listed", e);
        }
    }

    private Entry read(String name) {
        try {
            return Records.read(files.place() + "/" + name, files.read(name));
        } catch (IOException e) {
            throw new JournalException("the journal " + files.place() + "/" + name + " cannot be read", e);
        }
    }

    /**
     * The key under which contents with secrets are digested, made when it is first needed.
     *
     * @return 32 bytes
     * @throws JournalException if it can neither be read nor made
     */
    public byte[] key() {
        try {
            if (!files.names().contains(KEY)) {
                byte[] bytes = new byte[32];
                random.nextBytes(bytes);
                String temporary = KEY + "-" + HexFormat.of().formatHex(bytes, 28, 32) + NEW;
                files.create(temporary);
                files.append(temporary, HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
                files.force(temporary);
                if (!files.names().contains(KEY)) {
                    files.rename(temporary, KEY);
                }
                files.forceDirectory();
            }
            return HexFormat.of().parseHex(new String(files.read(KEY), StandardCharsets.US_ASCII));
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalException("the key of the journal in " + files.place() + " cannot be had", e);
        }
    }
}
