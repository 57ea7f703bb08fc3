// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.Fwctl;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GraalVM is told of a module is what the module uses: its resources, and its classes with native methods. */
class ReachabilityTest {
    static Stream<Class<?>> modules() {
        return Stream.of(Fwctl.class, CxlDevice.class, Mlx5Device.class, SimulatedKernel.class);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void metadataNamesJustWhatIsUsed(Class<?> member) throws Exception {
        URI location =
                member.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path place = Path.of(location);
        if (Files.isDirectory(place)) {
            check(place, member.getClassLoader());
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                check(jar.getPath("/"), member.getClassLoader());
            }
        }
    }

    private static void check(Path root, ClassLoader loader) throws Exception {
        Set<String> resources = new TreeSet<>();
        Set<String> natives = new TreeSet<>();
        for (String file : files(root)) {
            if (!file.endsWith(".class") && !file.startsWith("META-INF/")) {
                resources.add(file);
            } else if (file.endsWith(".class") && !file.equals("module-info.class") && !file.startsWith("META-INF/")) {
                String name =
                        file.substring(0, file.length() - ".class".length()).replace('/', '.');
                Class<?> type = Class.forName(name, false, loader);
                if (Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> Modifier.isNative(method.getModifiers()))) {
                    natives.add(name);
                }
            }
        }
        Set<String> globs = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (String file : files(root)) {
            if (file.matches("META-INF/native-image/dev\\.fwctl/[^/]+/reachability-metadata\\.json")) {
                JsonNode metadata = new ObjectMapper().readTree(Files.readAllBytes(root.resolve(file)));
                metadata.path("resources")
                        .forEach(entry -> globs.add(entry.get("glob").asText()));
                for (JsonNode entry : metadata.path("reflection")) {
                    assertTrue(entry.get("jniAccessible").asBoolean(), entry::toString);
                    types.add(entry.get("type").asText());
                }
            }
        }
        assertEquals(natives, types, "classes with native methods, and those that the metadata names");
        for (String resource : resources) {
            assertTrue(
                    globs.stream().anyMatch(glob -> matches(glob, resource)),
                    resource + " is in no glob of the metadata: " + globs);
        }
        for (String glob : globs) {
            assertTrue(
                    resources.stream().anyMatch(resource -> matches(glob, resource)),
                    "the metadata's glob " + glob + " matches no resource of " + resources);
        }
    }

    private static boolean matches(String glob, String resource) {
        return Path.of("").getFileSystem().getPathMatcher("glob:" + glob).matches(Path.of(resource));
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .toList();
        }
    }
}
