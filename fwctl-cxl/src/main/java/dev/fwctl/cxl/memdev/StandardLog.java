// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * The logs that the CXL specification names. What is in the vendor debug log and in the component state dump, only their
 * vendors know.
 *
 * <p>Source: CXL specification, revision 3.2, section 8.2.10.5.1 (table 8-83).
 */
public enum StandardLog {
    /** What each command does to the device. */
    COMMAND_EFFECTS("Command Effects Log", "0da9c0b5-bf41-4b78-8f79-96b1623b3f17"),
    /** For the vendor's engineers. */
    VENDOR_DEBUG("Vendor Debug Log", "5e1819d9-11a9-400c-811f-d60719403d86"),
    /** What state the device was in when it failed. */
    COMPONENT_STATE_DUMP("Component State Dump Log", "b3fab4cf-01b6-4332-943e-5e9962f23567"),
    /** What DDR5's own scrubbing found. */
    DDR5_ECS("DDR5 Error Check Scrub Log", "f1720d60-a7a9-4306-a003-11948f9e077c"),
    /** Which tests of its media the device can run. */
    MEDIA_TEST_CAPABILITY("Media Test Capability Log", "e6dfa32c-d13e-4a5c-8ca8-99bebbf731a4"),
    /** What such a test found, in short. */
    MEDIA_TEST_RESULTS_SHORT("Media Test Results Short Log", "2c255522-8ce4-11ec-b909-0242ac120002"),
    /** What such a test found, at length. */
    MEDIA_TEST_RESULTS_LONG("Media Test Results Long Log", "c1fe0b3e-7a00-448e-a24e-a6aabbfe587a");

    private final String title;
    private final UUID uuid;

    StandardLog(String title, String uuid) {
        this.title = title;
        this.uuid = UUID.fromString(uuid);
    }

    /**
     * The name that the specification gives the log.
     *
     * @return for example {@code Vendor Debug Log}
     */
    public String title() {
        return title;
    }

    /**
     * The log's identity.
     *
     * @return the UUID, its bytes on the wire in the order in which it is written
     */
    public UUID uuid() {
        return uuid;
    }

    /**
     * The standard log with a UUID.
     *
     * @param uuid the UUID
     * @return empty for a vendor's own log
     */
    public static Optional<StandardLog> of(UUID uuid) {
        requireNonNull(uuid, "uuid");
        for (StandardLog log : values()) {
            if (log.uuid.equals(uuid)) {
                return Optional.of(log);
            }
        }
        return Optional.empty();
    }
}
