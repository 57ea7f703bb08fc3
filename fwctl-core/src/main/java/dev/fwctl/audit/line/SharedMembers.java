// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Members that many lines have in common, as bytes that are there already: most of a line says which process, which device
 * and which command it was. Safe for use by any number of threads.
 *
 * @param <K> what they depend on
 */
final class SharedMembers<K> {
    /** Far more than there are devices, or commands that one program sends. */
    private static final int KEPT = 256;

    private final BiConsumer<Members, K> writer;
    private final Map<K, byte[]> known = new ConcurrentHashMap<>();

    SharedMembers(BiConsumer<Members, K> writer) {
        this.writer = writer;
    }

    void write(Members json, K key) {
        byte[] members = known.get(key);
        if (members == null) {
            members = Members.of(written -> writer.accept(written, key));
            if (known.size() >= KEPT) {
                known.clear();
            }
            known.put(key, members);
        }
        json.all(members);
    }
}
