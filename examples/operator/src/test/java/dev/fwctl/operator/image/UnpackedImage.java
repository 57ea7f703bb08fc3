// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fwctl.operator.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An OCI image, unpacked into a folder, as a container's runtime would do it. */
final class UnpackedImage {
    private final Path root;
    private final List<String> entryPoint;

    private UnpackedImage(Path root, List<String> entryPoint) {
        this.root = root;
        this.entryPoint = entryPoint;
    }

    static UnpackedImage of(Path tar, Path folder) throws IOException, InterruptedException {
        Path layout = Files.createDirectory(folder.resolve("layout"));
        Path root = Files.createDirectory(folder.resolve("root"));
        unpack(tar, layout);
        Map<String, Object> manifest = blob(
                layout, maps(json(layout.resolve("index.json")), "manifests").get(0));
        for (Map<String, Object> layer : maps(manifest, "layers")) {
            unpack(path(layout, layer), root);
        }
        Map<String, Object> config = map(blob(layout, map(manifest, "config")), "config");
        List<String> entryPoint = new ArrayList<>();
        ((List<?>) config.get("Entrypoint")).forEach(word -> entryPoint.add((String) word));
        return new UnpackedImage(root, entryPoint);
    }

    /**
     * Starts the entry point in it, with a root that cannot be written to.
     *
     * @param volumes folders of this machine, and where they are in the image
     * @param environment all that it sees
     * @param output where it writes to
     */
    Process start(Map<Path, String> volumes, Map<String, String> environment, Path output) throws IOException {
        StringBuilder script = new StringBuilder("set -e; cd '" + root + "'; mount --bind . .; cd '" + root + "';")
                .append("mount --rbind /dev dev; mount --rbind /proc proc; mount -t tmpfs none tmp;");
        volumes.forEach((folder, place) -> script.append("mount --bind '")
                .append(folder)
                .append("' ")
                .append(place)
                .append(';'));
        script.append("mount -o remount,ro,bind .; exec env -i");
        environment.forEach((name, value) ->
                script.append(' ').append(name).append("='").append(value).append('\''));
        script.append(" /usr/sbin/chroot .");
        entryPoint.forEach(word -> script.append(" '").append(word).append('\''));
        List<String> command =
                new ArrayList<>(List.of("unshare", "--mount", "--map-root-user", "sh", "-c", script.toString()));
        assumeTrue(namespaces(), "this machine lets nobody make a namespace");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static boolean namespaces() throws IOException {
        try {
            return new ProcessBuilder("unshare", "--mount", "--map-root-user", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path tar, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "tar",
                        "--warning=no-unknown-keyword",
                        "-xf",
                        tar.toAbsolutePath().toString(),
                        "-C",
                        folder.toString())
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor(), () -> "tar of " + tar);
    }

    private static Map<String, Object> blob(Path layout, Map<String, Object> descriptor) throws IOException {
        return json(path(layout, descriptor));
    }

    private static Path path(Path layout, Map<String, Object> descriptor) {
        return layout.resolve("blobs").resolve(((String) descriptor.get("digest")).replace(':', '/'));
    }

    private static Map<String, Object> json(Path file) throws IOException {
        return Definition.yaml(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
        return (List<Map<String, Object>>) map.get(key);
    }
}
