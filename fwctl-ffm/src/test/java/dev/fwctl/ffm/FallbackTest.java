// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.child.ShowSeam;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FallbackTest {
    @Test
    void whereNativeAccessIsDeniedJnaIsUsedAndTheReasonIsLogged() throws Exception {
        // On the module path, with native access granted to JNA alone. Until JDK 23 a grant to one denied the others.
        String output = java(
                Runtime.version().feature() < 24 ? "-Xshare:auto" : "--illegal-native-access=deny",
                "--enable-native-access=com.sun.jna",
                "--module-path",
                String.join(File.pathSeparator, modules()),
                "--add-modules",
                "dev.fwctl.ffm,com.sun.jna",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                "-cp",
                testClasses(),
                ShowSeam.class.getName());
        assertTrue(output.contains("seam=jna"), output);
        assertTrue(output.contains("cannot go through ffm"), output);
        assertTrue(output.contains("--enable-native-access=dev.fwctl.ffm"), output);
    }

    /** JNA's module is not even resolved. */
    @Test
    void whereNativeAccessIsGrantedItIsUsed() throws Exception {
        String output = java(
                "--enable-native-access=dev.fwctl.ffm",
                "--module-path",
                String.join(File.pathSeparator, modules()),
                "--add-modules",
                "dev.fwctl.ffm",
                "-cp",
                testClasses(),
                ShowSeam.class.getName());
        assertTrue(output.contains("seam=ffm"), output);
    }

    private static String java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the child JVM did not end");
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    private static List<String> modules() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.equals(testClasses()) && !entry.contains("junit"))
                .toList();
    }

    private static String testClasses() {
        return Path.of(FallbackTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }
}
