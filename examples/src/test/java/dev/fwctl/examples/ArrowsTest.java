// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md's arrows: down only, in every module that this one sees. */
class ArrowsTest {
    /** What a program of any vendor may use of core, and a vendor module too. */
    private static final String[] CORE = {
        "dev.fwctl",
        "dev.fwctl.audit..",
        "dev.fwctl.internal..",
        "dev.fwctl.json..",
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

    private static final Set<ModuleDescriptor> MODULES = PLACES.stream()
            .flatMap(place -> ModuleFinder.of(place).findAll().stream())
            .map(ModuleReference::descriptor)
            .filter(module -> !module.isAutomatic())
            .collect(Collectors.toSet());

    /** Where the classes stand that break each rule, and the modules that they are given here. */
    private static final String PRETENDED = "dev.fwctl.examples.arrows";

    private static final ModuleDescriptor HOUSE = ModuleDescriptor.newModule("house")
            .packages(Set.of(PRETENDED + ".left", PRETENDED + ".right"))
            .exports(PRETENDED + ".left")
            .build();
    private static final ModuleDescriptor SECRET = ModuleDescriptor.newModule("secret")
            .packages(Set.of(PRETENDED + ".secret"))
            .build();

    /** The modules of this project: on the class or module path, and where the build says that others are. */
    private static List<Path> places() {
        return Stream.of("java.class.path", "jdk.module.path", "arrows.places")
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
        for (String module : List.of("core", "cxl", "mlx5", "bnxt", "pds", "testkit", "harness")) {
            assertTrue(
                    PLACES.stream().anyMatch(place -> place.toString().contains("fwctl-" + module)), PLACES.toString());
        }
        assertEquals(
                Set.of(
                        "dev.fwctl",
                        "dev.fwctl.cxl",
                        "dev.fwctl.mlx5",
                        "dev.fwctl.bnxt",
                        "dev.fwctl.pds",
                        "dev.fwctl.testkit"),
                MODULES.stream().map(ModuleDescriptor::name).collect(Collectors.toSet()));
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
        bites(Arrows.mustNotUse(new String[] {PRETENDED + ".right"}, PRETENDED + ".left"));
    }

    @Test
    void layoutsStandBeside() {
        holds(Arrows.mustNotUse(
                new String[] {"dev.fwctl.layout..", "dev.fwctl.json.."},
                "dev.fwctl",
                "dev.fwctl.seam..",
                "dev.fwctl.policy..",
                "dev.fwctl.kernel..",
                "dev.fwctl.audit..",
                "dev.fwctl.settings.."));
        bites(Arrows.mustNotUse(new String[] {PRETENDED + ".left"}, PRETENDED + ".secret"));
    }

    @Test
    void nativeTypesStayInTheSeams() {
        holds(Arrows.onlyUsedBy("com.sun.jna..", "dev.fwctl.internal.."));
        holds(Arrows.onlyUsedBy("java.lang.foreign..", "dev.fwctl.ffm.."));
        bites(Arrows.onlyUsedBy("java.util.zip..", "..right.."));
    }

    @Test
    void nothingOutsideAModuleUsesItsInternals() {
        holds(Arrows.onlyWhatIsExported(MODULES));
        bites(Arrows.onlyWhatIsExported(Set.of(HOUSE, SECRET)));
        bites(Arrows.onlyWhatIsExported(Set.of(HOUSE, secretTo("dev.fwctl.examples.arrows.guest"))));
        Arrows.onlyWhatIsExported(Set.of(HOUSE, secretTo(HOUSE.name()))).check(BROKEN);
    }

    /** An outside vendor's model can use no more. */
    @Test
    void theTestkitsModelsUseExportedPackagesOnly() {
        for (String model : List.of("bnxt", "cxl", "mlx5", "pds")) {
            Set<String> packages = Set.of("dev.fwctl.testkit." + model);
            holds(Arrows.onlyWhatIsExported(Arrows.apart(MODULES, "dev.fwctl.testkit", packages)));
        }
        Set<ModuleDescriptor> one = Set.of(ModuleDescriptor.newModule("one")
                .packages(Stream.of(HOUSE, SECRET)
                        .flatMap(module -> module.packages().stream())
                        .collect(Collectors.toSet()))
                .exports(PRETENDED + ".right")
                .build());
        Arrows.onlyWhatIsExported(one).check(BROKEN);
        bites(Arrows.onlyWhatIsExported(Arrows.apart(one, "one", Set.of(PRETENDED + ".left"))));
    }

    private static ModuleDescriptor secretTo(String user) {
        return ModuleDescriptor.newModule("secret")
                .packages(SECRET.packages())
                .exports(PRETENDED + ".secret", Set.of(user))
                .build();
    }
}
