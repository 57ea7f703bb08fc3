// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.fwctl.settings.Settings;
import java.io.IOException;
import java.util.List;

/** The published schemas of core. */
final class Schemas {
    private Schemas() {}

    /** What a document has against a schema; empty if nothing. */
    static List<String> check(String name, String json) {
        try (var in = Settings.class.getResourceAsStream("/dev-fwctl-core/" + name + ".schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
