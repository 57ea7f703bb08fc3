// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the mlx5 examples on the simulated kernel as a user would. */
class Mlx5ExamplesTest {
    private static JsonNode json(Class<?> program, String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("--simulated", "--json"));
        all.addAll(List.of(args));
        ProgramRun run = ProgramRun.of(program, all.toArray(String[]::new));
        assertEquals(0, run.status(), run::toString);
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void allParameters() throws Exception {
        JsonNode parameters = json(Mlx5Parameters.class).get("parameters");
        assertTrue(parameters.size() > 808, "with ports and modules, not " + parameters.size());
        JsonNode link = parameters.get("LINK_TYPE_P2");
        assertEquals("IB(1)", link.get("next").get("text").asText());
        assertEquals(1, link.get("next").get("raw").asInt());
        assertEquals("ETH(2)", link.get("current").get("text").asText());
        assertEquals("ETH(2)", link.get("default").get("text").asText());
        assertEquals("ENUM", link.get("type").asText());
        assertEquals(2, link.get("values").get("ETH").asInt());
        assertTrue(link.get("offered").asBoolean());
        JsonNode vfs = parameters.get("NUM_OF_VFS");
        assertEquals("16", vfs.get("next").get("text").asText());
        for (JsonNode parameter : parameters) {
            for (String mode : List.of("next", "current", "default")) {
                assertTrue(parameter.get(mode).has("raw"), parameter::toString);
                assertTrue(parameter.get(mode).get("text").isTextual(), parameter::toString);
            }
        }
    }

    @Test
    void someParametersAndChangingThem() throws Exception {
        JsonNode some = json(Mlx5Parameters.class, "SRIOV_EN", "NUM_OF_VFS").get("parameters");
        assertEquals(2, some.size());
        assertEquals("True(1)", some.get("SRIOV_EN").get("next").get("text").asText());
        JsonNode written = json(Mlx5Parameters.class, "--write", "NUM_OF_VFS=32");
        assertTrue(written.get("written").asBoolean());
        assertEquals("32", written.get("changes").get("NUM_OF_VFS").get("after").asText());
        ProgramRun planned = ProgramRun.of(Mlx5Parameters.class, "--simulated", "NUM_OF_VFS=32");
        assertEquals(2, planned.status());
        assertTrue(planned.err().contains("Settings plan"), planned::toString);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        ProgramRun refused = ProgramRun.of(Mlx5Parameters.class, "--simulated", "--write", "NUM_OF_VFS=200");
        assertEquals(1, refused.status());
        assertTrue(refused.err().contains("200 is above the maximum, 127"), refused::toString);
        assertFalse(refused.err().contains("\tat "), refused::toString);
        ProgramRun unknown = ProgramRun.of(Mlx5Register.class, "--simulated", "MGRI");
        assertEquals(1, unknown.status());
        assertTrue(unknown.err().contains("MGIR"), unknown::toString);
        assertEquals(2, ProgramRun.of(Mlx5Register.class, "--simulated").status());
    }

    @Test
    void aRegister() throws Exception {
        JsonNode mgir = json(Mlx5Register.class, "mgir");
        assertEquals("0x9020", mgir.get("id").asText());
        assertEquals(28, mgir.get("fields").get("fw_info").get("extended_major").asInt());
        JsonNode paos = json(Mlx5Register.class, "PAOS", "local_port=1");
        assertEquals("up", paos.get("fields").get("oper_status").asText());
    }

    @Test
    void capabilities() throws Exception {
        JsonNode general = json(Mlx5Capabilities.class).get("capabilities").get("GENERAL");
        assertEquals(17, general.get("current").get("log_max_qp").asInt());
        assertEquals(18, general.get("maximum").get("log_max_qp").asInt());
    }
}
