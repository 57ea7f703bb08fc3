// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts that are read of one device for a report, beside what can be read of any. */
interface Survey {
    /** What a survey found. */
    final class Findings {
        private final Map<String, Object> facts = new LinkedHashMap<>();
        private final List<String> unexpected = new ArrayList<>();

        /** Something to keep; it has no identity of the device in it. */
        void fact(String name, Object value) {
            facts.put(name, value);
        }

        /** Something that the catalogs do not know. */
        void unexpected(String what) {
            unexpected.add(what);
        }

        Map<String, Object> facts() {
            return facts;
        }

        List<String> unexpected() {
            return unexpected;
        }
    }

    /** Whether there is something to read of a device. */
    boolean serves(FwctlNode node);

    /** Reads it. What the device refuses is recorded with its RPC, and does not end the survey. */
    void run(FwctlDevice device, Findings findings);

    /** Does something that a device may refuse; the refusal is in the answers. */
    static void attempt(Runnable read) {
        try {
            read.run();
        } catch (FwctlException | IllegalArgumentException e) {
            // recorded as an answer, or nothing that this device can be asked
        }
    }
}
