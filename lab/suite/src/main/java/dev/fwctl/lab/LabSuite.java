// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;
import static org.junit.platform.launcher.TagFilter.includeTags;

import dev.fwctl.testkit.contract.ContractReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of the packages below this one in the guest, one line each, with the counts last. Arguments: the
 * machine ({@code q35} or {@code type3} on x86: tests tagged {@code type3} run on that one, all others on the first;
 * {@code virt} on arm64, where the tagged ones say why they are skipped), and optionally a regular expression for a part
 * of a class's name, its package included.
 */
public final class LabSuite {
    /** The system property that holds the machine, for tests that need a certain one. */
    public static final String MACHINE_PROPERTY = "dev.fwctl.lab.machine";

    private static final Path RULES =
            Path.of(System.getProperty(ContractReport.FILE_PROPERTY, "/tmp/contract-report.tsv"));

    private LabSuite() {}

    /** Exit status 0 if no test failed; that any ran is for lab/suite/run to see, which adds up all machines. */
    public static void main(String[] args) {
        String machine = args.length > 0 ? args[0] : "q35";
        String pattern = args.length > 1 && !args[1].isEmpty() ? ".*(" + args[1] + ").*" : ".*";
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("dev.fwctl.lab"))
                .filters(includeClassNamePatterns(pattern))
                .filters(testsFor(machine))
                .configurationParameter("junit.jupiter.testclass.order.default", SameOrder.class.getName())
                .configurationParameter("junit.jupiter.execution.timeout.testable.method.default", "300 s")
                .build();
        System.setProperty(MACHINE_PROPERTY, machine);
        System.setProperty(ContractReport.FILE_PROPERTY, RULES.toString());
        Report report = new Report();
        LauncherFactory.create().execute(request, report);
        printRules();
        System.out.println(report);
        System.out.flush();
        // Not a return: a test that failed may have left threads in the kernel behind.
        Runtime.getRuntime().halt(report.failed.get() == 0 ? 0 : 1);
    }

    private static PostDiscoveryFilter[] testsFor(String machine) {
        return switch (machine) {
            case "q35" -> new PostDiscoveryFilter[] {excludeTags("type3")};
            case "type3" -> new PostDiscoveryFilter[] {includeTags("type3")};
            case "virt" -> new PostDiscoveryFilter[] {};
            default -> throw new IllegalArgumentException("machine " + machine + ": q35, type3 or virt");
        };
    }

    /** Which rules of the contracts held on this kernel; lab/suite/run takes these lines home. */
    private static void printRules() {
        try {
            if (Files.exists(RULES)) {
                Files.readAllLines(RULES).forEach(line -> System.out.println("rule " + line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Report implements TestExecutionListener {
        final AtomicInteger passed = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger skipped = new AtomicInteger();
        private TestPlan plan;
        private long started;

        @Override
        public void testPlanExecutionStarted(TestPlan testPlan) {
            plan = testPlan;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            started = System.nanoTime();
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped.incrementAndGet();
            System.out.println("skipped " + nameOf(test) + ": " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            TestExecutionResult.Status status = result.getStatus();
            // A container counts only where it failed itself: then its tests never ran.
            if (test.isContainer() && status == TestExecutionResult.Status.SUCCESSFUL) {
                return;
            }
            switch (status) {
                case SUCCESSFUL -> {
                    passed.incrementAndGet();
                    long millis = (System.nanoTime() - started) / 1_000_000;
                    System.out.println("ok      " + nameOf(test) + " (" + millis + " ms)");
                }
                case ABORTED -> {
                    skipped.incrementAndGet();
                    System.out.println("skipped " + nameOf(test) + ": "
                            + result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
                }
                case FAILED -> {
                    failed.incrementAndGet();
                    System.out.println("FAILED  " + nameOf(test));
                    result.getThrowable().ifPresent(failure -> failure.printStackTrace(System.out));
                }
            }
        }

        private String nameOf(TestIdentifier test) {
            return plan.getParent(test)
                            .map(parent -> parent.getDisplayName() + " > ")
                            .orElse("")
                    + test.getDisplayName();
        }

        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed" + (skipped.get() == 0 ? "" : ", " + skipped + " skipped");
        }
    }
}
