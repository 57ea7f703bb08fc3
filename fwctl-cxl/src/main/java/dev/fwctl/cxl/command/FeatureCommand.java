// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.command;

import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.internal.MailboxCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A mailbox command about one Feature. */
abstract class FeatureCommand<Q, R> extends MailboxCommand<Q, R> {
    FeatureCommand(String name, int opcode, String section) {
        super(name, opcode, section);
    }

    /** The UUID of a Feature, and the short name of a standard one. */
    static List<String> subject(UUID uuid) {
        return Stream.concat(Stream.of(uuid.toString()), StandardFeature.of(uuid).map(StandardFeature::key).stream())
                .toList();
    }

    /** The identity of a Feature, to begin a description with. */
    static Map<String, Object> described(UUID uuid) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("uuid", uuid.toString());
        StandardFeature.of(uuid).ifPresent(standard -> description.put("name", standard.title()));
        return description;
    }
}
