// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogSchemaTest {
    private static final String FOLDER = "/dev-fwctl-mlx5/";

    private static JsonNode json(String resource) throws IOException {
        try (InputStream stream = ParameterCatalog.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream, resource));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "registers.json, /dev-fwctl-core/layout-catalog.schema.json",
        "capabilities.json, /dev-fwctl-core/layout-catalog.schema.json",
        "command-layouts.json, /dev-fwctl-core/layout-catalog.schema.json",
        "commands.json, /dev-fwctl-mlx5/commands.schema.json",
        "parameters.json, /dev-fwctl-mlx5/parameters.schema.json"
    })
    void everyCatalogMatchesItsSchema(String catalog, String schema) throws IOException {
        assertEquals(List.of(), new JsonSchema(json(schema)).check(json(FOLDER + catalog)));
    }

    /** The checker is not one that finds everything well. */
    @Test
    void aDocumentThatIsWrongIsFoundOut() throws IOException {
        JsonSchema schema = new JsonSchema(json(FOLDER + "parameters.schema.json"));
        for (String[] change : new String[][] {
            {"/tlvs/nv_memic_conf/fields/0", "width", "0"},
            {"/tlvs/nv_memic_conf/fields/0", "type", "\"float\""},
            {"/tlvs/nv_memic_conf/fields/0", "offset", "\"1\""},
            {"/tlvs/nv_memic_conf/fields/0", "surprise", "1"},
            {"/tlvs/nv_memic_conf/fields/0", "enum", "{\"A\":\"B\"}"},
            {"/tlvs/nv_memic_conf", "class", "2"},
            {"/tlvs/nv_memic_conf", "index", "6"},
            {"/tlvs/nv_memic_conf", "index", "\"6\""},
            {"", "schema", "\"another\""}
        }) {
            JsonNode document = json(FOLDER + "parameters.json");
            ((ObjectNode) document.at(change[0])).set(change[1], new ObjectMapper().readTree(change[2]));
            assertFalse(schema.check(document).isEmpty(), String.join(" ", change));
        }
        JsonNode lacking = json(FOLDER + "parameters.json");
        ((ObjectNode) lacking.at("/tlvs/nv_memic_conf")).remove("size");
        assertFalse(schema.check(lacking).isEmpty());
    }
}
