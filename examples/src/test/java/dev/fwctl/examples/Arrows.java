// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.module.ModuleDescriptor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directions in which code may use other code, as rules that take packages, so that a broken one can be tried too. */
final class Arrows {
    private Arrows() {}

    /** Each package is a room; none leads back to itself through others. */
    static ArchRule noCircles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass each) {
                        return SliceIdentifier.of(each.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    static ArchRule mustNotUse(String[] users, String... used) {
        return noClasses()
                .that()
                .resideInAnyPackage(users)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(used);
    }

    /** A package that has its users by name. */
    static ArchRule onlyUsedBy(String used, String... users) {
        return noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(users)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(used);
    }

    /** Of another module, what it exports to the user's; {@code modules} are all whose packages count. */
    static ArchRule onlyWhatIsExported(Set<ModuleDescriptor> modules) {
        Map<String, ModuleDescriptor> owners = new HashMap<>();
        modules.forEach(module -> module.packages().forEach(name -> owners.put(name, module)));
        return classes().should(new ArchCondition<>("use of other modules only what these export") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                ModuleDescriptor from = owners.get(user.getPackageName());
                for (Dependency each : user.getDirectDependenciesFromSelf()) {
                    ModuleDescriptor to = owners.get(each.getTargetClass().getPackageName());
                    if (to != null
                            && !to.equals(from)
                            && !exports(to, each.getTargetClass().getPackageName(), from)) {
                        events.add(SimpleConditionEvent.violated(user, each.getDescription()));
                    }
                }
            }
        });
    }

    private static boolean exports(ModuleDescriptor module, String name, @Nullable ModuleDescriptor user) {
        return module.exports().stream()
                .filter(export -> export.source().equals(name))
                .anyMatch(export -> !export.isQualified()
                        || user != null && export.targets().contains(user.name()));
    }

    /** The same modules, with some packages of one in a module of their own, as if an outsider had written them. */
    static Set<ModuleDescriptor> apart(Set<ModuleDescriptor> modules, String name, Set<String> packages) {
        Set<ModuleDescriptor> changed = new HashSet<>();
        for (ModuleDescriptor module : modules) {
            if (!module.name().equals(name)) {
                changed.add(module);
                continue;
            }
            Set<String> rest = new HashSet<>(module.packages());
            if (!rest.removeAll(packages)) {
                throw new IllegalArgumentException(name + " has none of " + packages);
            }
            ModuleDescriptor.Builder left = ModuleDescriptor.newModule(name).packages(rest);
            module.exports().stream()
                    .filter(export -> rest.contains(export.source()))
                    .forEach(left::exports);
            changed.add(left.build());
            changed.add(
                    ModuleDescriptor.newModule("outsider").packages(packages).build());
        }
        return changed;
    }
}
