// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import dev.fwctl.settings.journal.JournalFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A folder whose process can be halted before and after each thing it does, and that then has only what was synced: bytes
 * of forced files, under the names that were there when the folder was forced.
 */
public final class MortalFiles implements JournalFiles {
    /** A file, apart from its names. */
    private static final class Inode {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int synced;
    }

    private final Mortality mortality;
    private final TreeMap<String, Inode> names = new TreeMap<>();
    private final TreeMap<String, Inode> syncedNames = new TreeMap<>();

    /** An empty folder of a process. */
    public MortalFiles(Mortality mortality) {
        this.mortality = Objects.requireNonNull(mortality, "mortality");
    }

    /**
     * What is there after the crash.
     *
     * @param next the process that finds it
     * @param torn how many unsynced bytes of each file reached the disk all the same
     */
    public MortalFiles afterCrash(Mortality next, int torn) {
        MortalFiles left = new MortalFiles(next);
        syncedNames.forEach((name, inode) -> {
            Inode copy = new Inode();
            byte[] all = inode.bytes.toByteArray();
            copy.bytes.write(all, 0, Math.min(all.length, inode.synced + torn));
            copy.synced = copy.bytes.size();
            left.names.put(name, copy);
            left.syncedNames.put(name, copy);
        });
        return left;
    }

    /** How many bytes of files whose names are synced are not. */
    public int unsynced() {
        return syncedNames.values().stream()
                .mapToInt(inode -> inode.bytes.size() - inode.synced)
                .max()
                .orElse(0);
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Override
    public byte[] read(String name) throws IOException {
        return inode(name).bytes.toByteArray();
    }

    private Inode inode(String name) throws IOException {
        Inode inode = names.get(name);
        if (inode == null) {
            throw new NoSuchFileException(name);
        }
        return inode;
    }

    @Override
    public void create(String name) throws IOException {
        mortality.tick("before create " + name);
        if (names.putIfAbsent(name, new Inode()) != null) {
            throw new FileAlreadyExistsException(name);
        }
        mortality.tick("after create " + name);
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
        mortality.tick("before append to " + name);
        inode(name).bytes.write(bytes);
        mortality.tick("after append to " + name);
    }

    @Override
    public void force(String name) throws IOException {
        mortality.tick("before force of " + name);
        Inode inode = inode(name);
        inode.synced = inode.bytes.size();
        mortality.tick("after force of " + name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        mortality.tick("before rename to " + to);
        names.put(to, inode(from));
        names.remove(from);
        mortality.tick("after rename to " + to);
    }

    @Override
    public void forceDirectory() {
        mortality.tick("before force of the folder");
        syncedNames.clear();
        syncedNames.putAll(names);
        mortality.tick("after force of the folder");
    }
}
