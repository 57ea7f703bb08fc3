// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

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
}
