// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.layout.NamedValues;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * A log that a device has.
 */
public final class CxlLog extends NamedValues {
    private final UUID uuid;
    private final long size;

    CxlLog(UUID uuid, long size) {
        this.uuid = uuid;
        this.size = size;
    }

    /** The log's identity. */
    public UUID uuid() {
        return uuid;
    }

    /** The most bytes that it has at present, 0 to 4294967295. */
    public long size() {
        return size;
    }

    /**
     * The log in the specification's terms.
     *
     * @return empty for a vendor's own log
     */
    public Optional<StandardLog> standard() {
        return StandardLog.of(uuid);
    }

    /** For example {@code Vendor Debug Log (5e1819d9-11a9-400c-811f-d60719403d86), 10000 bytes}. */
    @Override
    public String toString() {
        return standard().map(StandardLog::title).orElse("Log") + " (" + uuid + "), " + size + " bytes";
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("uuid", uuid);
        to.accept("size", size);
    }
}
