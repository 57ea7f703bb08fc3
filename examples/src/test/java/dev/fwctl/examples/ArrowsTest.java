// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import dev.fwctl.examples.arrows.left.Left;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md's arrows: down only, in every module that this one sees. */
class ArrowsTest {
    /** What a program of any vendor may use of core, and a vendor module too. */
    private static final String[] CORE = {
        "dev.fwctl",
        "dev.fwctl.audit..",
        "dev.fwctl.internal..",
        "dev.fwctl.kernel..",
        "dev.fwctl.layout..",
        "dev.fwctl.policy..",
        "dev.fwctl.seam..",
        "dev.fwctl.settings.."
    };

    private static final List<Path> PLACES = places();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importLocations(PLACES.stream().map(ArrowsTest::location).toList());
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .importPath(Path.of(Left.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .resolve("dev/fwctl/examples/arrows"));

    /** The modules of this project on the class or module path, as folders in a build and as jars outside. */
    private static List<Path> places() {
        return Stream.of("java.class.path", "jdk.module.path")
                .flatMap(key -> Stream.of(System.getProperty(key, "").split(File.pathSeparator)))
                .filter(entry -> entry.contains("fwctl-"))
                .map(Path::of)
                .filter(entry ->
                        entry.endsWith("target/classes") || entry.toString().endsWith(".jar"))
                .distinct()
                .toList();
    }

    private static Location location(Path place) {
        if (Files.isDirectory(place)) {
            return Location.of(place);
        }
        try {
            return Location.of(new JarFile(place.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void holds(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static void bites(ArchRule rule) {
        assertThrows(AssertionError.class, () -> rule.check(BROKEN));
    }

    @Test
    void theModulesAreSeen() {
        for (String module : List.of("fwctl-core", "fwctl-cxl", "fwctl-mlx5", "fwctl-testkit")) {
            assertTrue(PLACES.stream().anyMatch(place -> place.toString().contains(module)), PLACES.toString());
        }
        assertTrue(CLASSES.size() > 400, CLASSES.size() + " classes");
        assertFalse(BROKEN.isEmpty());
    }

    @Test
    void noPackageLeadsBackToItself() {
        holds(Arrows.noCircles());
        bites(Arrows.noCircles());
    }

    @Test
    void coreKnowsNoVendor() {
        holds(Arrows.mustNotUse(
                CORE,
                "dev.fwctl.cxl..",
                "dev.fwctl.mlx5..",
                "dev.fwctl.bnxt..",
                "dev.fwctl.pds..",
                "dev.fwctl.testkit.."));
        bites(Arrows.mustNotUse(new String[] {"..left.."}, "..right.."));
    }

    @Test
    void theSeamStandsAtTheBottom() {
        holds(Arrows.mustNotUse(
                new String[] {"dev.fwctl.seam.."},
                "dev.fwctl",
                "dev.fwctl.internal..",
                "dev.fwctl.layout..",
                "dev.fwctl.policy..",
                "dev.fwctl.audit..",
                "dev.fwctl.settings.."));
        holds(Arrows.mustNotUse(
                new String[] {"dev.fwctl.internal.."},
                "dev.fwctl",
                "dev.fwctl.policy..",
                "dev.fwctl.audit..",
                "dev.fwctl.settings.."));
        holds(Arrows.mustNotUse(
                new String[] {"dev.fwctl"},
                "dev.fwctl.policy..",
                "dev.fwctl.kernel..",
                "dev.fwctl.audit..",
                "dev.fwctl.settings.."));
    }

    @Test
    void nativeTypesStayInTheSeams() {
        holds(Arrows.onlyUsedBy("com.sun.jna..", "dev.fwctl.internal.."));
        holds(Arrows.onlyUsedBy("java.lang.foreign..", "dev.fwctl.ffm.."));
        bites(Arrows.onlyUsedBy("java.util.zip..", "..right.."));
    }

    @Test
    void nothingOutsideAModuleUsesItsInternals() {
        holds(Arrows.onlyUsedBy("dev.fwctl.internal..", CORE));
        holds(Arrows.onlyUsedBy("dev.fwctl.cxl.internal..", "dev.fwctl.cxl.."));
        holds(Arrows.onlyUsedBy("dev.fwctl.mlx5.internal..", "dev.fwctl.mlx5.."));
        bites(Arrows.onlyUsedBy("..secret..", "..secret.."));
    }

    /** An outside vendor's model can use no more. */
    @Test
    void theTestkitsModelsUseExportedPackagesOnly() throws IOException {
        List<String> exported = new ArrayList<>();
        List<String> all = new ArrayList<>();
        try (InputStream in = testkitDescriptor()) {
            ModuleDescriptor testkit = ModuleDescriptor.read(in);
            testkit.exports().forEach(export -> exported.add(export.source()));
        }
        CLASSES.stream()
                .map(each -> each.getPackageName())
                .filter(name -> name.startsWith("dev.fwctl.testkit"))
                .distinct()
                .forEach(all::add);
        all.removeAll(exported);
        all.remove("dev.fwctl.testkit.cxl");
        all.remove("dev.fwctl.testkit.mlx5");
        if (!all.isEmpty()) {
            holds(Arrows.mustNotUse(
                    new String[] {"dev.fwctl.testkit.cxl..", "dev.fwctl.testkit.mlx5.."}, all.toArray(String[]::new)));
        }
    }

    private static InputStream testkitDescriptor() throws IOException {
        Path place = PLACES.stream()
                .filter(each -> each.toString().contains("fwctl-testkit"))
                .findFirst()
                .orElseThrow();
        return Files.isDirectory(place)
                ? Files.newInputStream(place.resolve("module-info.class"))
                : new java.util.jar.JarFile(place.toFile())
                        .getInputStream(new java.util.zip.ZipEntry("module-info.class"));
    }
}
