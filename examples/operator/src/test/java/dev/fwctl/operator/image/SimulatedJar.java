// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.image;

import dev.fwctl.seam.SyscallsProvider;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The jars by which an agent in another process sees a simulated node. */
final class SimulatedJar {
    private SimulatedJar() {}

    static void into(Path folder) throws IOException, URISyntaxException {
        Path testkit = Path.of(SimulatedKernel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(testkit, folder.resolve("fwctl-testkit.jar"));
        String name = SimulatedNode.class.getName();
        String file = name.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(folder.resolve("simulated-node.jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + SyscallsProvider.class.getName()));
            jar.write(name.getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(file));
            jar.write(SimulatedNode.class.getResourceAsStream("/" + file).readAllBytes());
        }
    }
}
