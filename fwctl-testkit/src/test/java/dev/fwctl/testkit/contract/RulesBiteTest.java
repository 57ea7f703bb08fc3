// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.RpcScope;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.fault.Fault;
import dev.fwctl.testkit.fault.FaultyDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.loom.LoomSettingsContractTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The contracts are tested too: with a kernel, a device or a module that is wrong in one respect, the test of that rule
 * fails and names the rule. Each rule has one; those that begin with S are wrong rules of the simulated kernel.
 */
class RulesBiteTest {
    private static final ThreadLocal<ContractRule> WRONG = new ThreadLocal<>();

    static Stream<ContractRule> rules() {
        return Arrays.stream(ContractRule.values());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleCatchesWhatIsWrong(ContractRule rule) {
        assertNull(run(rule, contractOf(rule), null), "it fails though nothing is wrong");
        Throwable failure = run(rule, contractOf(rule), rule);
        assertNotNull(failure, () -> rule + " did not catch it");
        assertTrue(failure.getMessage().startsWith("rule " + rule + " is broken ("), failure.getMessage());
        assertTrue(failure.getMessage().contains(rule.text()), failure.getMessage());
    }

    private static Class<?> contractOf(ContractRule rule) {
        return switch (rule.name().charAt(0)) {
            case 'S' -> WrongSeam.class;
            case 'D' -> WrongDevice.class;
            case 'C' -> WrongSettings.class;
            case 'E' -> WrongFace.class;
            default -> WrongModule.class;
        };
    }

    /** The name of the one method that proves a rule. */
    private static String testOf(Class<?> contract, ContractRule rule) {
        List<String> proofs = Arrays.stream(contract.getMethods())
                .filter(method -> method.isAnnotationPresent(Proves.class))
                .filter(method -> method.getAnnotation(Proves.class).value() == rule)
                .map(Method::getName)
                .toList();
        assertEquals(1, proofs.size(), () -> rule + " is proved by " + proofs);
        return proofs.get(0);
    }

    /** Runs the test of one rule in this thread, with one rule wrong or none. Returns its failure, or null. */
    private static @Nullable Throwable run(ContractRule rule, Class<?> contract, @Nullable ContractRule wrong) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        WRONG.set(wrong);
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectMethod(contract, testOf(contract, rule)))
                                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                                    .build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                                        failure.set(result.getThrowable().orElseThrow());
                                    }
                                }
                            });
        } finally {
            WRONG.remove();
        }
        return failure.get();
    }

    /** Right if nobody said which rule is to be wrong. */
    static class WrongSeam extends SimulatedSyscallsContractTest {
        private final Syscalls seam = new WrongKernel(bench.kernel, WRONG.get());

        @Override
        public Syscalls syscalls() {
            return seam;
        }

        @Override
        public String place() {
            return "";
        }
    }

    static class WrongDevice extends SimulatedDeviceContractTest {
        private final Syscalls seam = new WrongKernel(bench.kernel, WRONG.get());

        WrongDevice() {
            if (WRONG.get() == ContractRule.D01) {
                bench.kernel.plug(
                        dev.fwctl.testkit.cxl.CxlDriver.place("mem7", "0000:35:00.0", 1),
                        SimulatedDriver.of("impostor", 1, (scope, request, outLength) -> Answer.of(request)));
            }
        }

        @Override
        SimulatedDriver driver() {
            FaultyDriver driver = FaultyDriver.around(super.driver(), 1);
            AtomicReference<Answer> last = new AtomicReference<>();
            if (WRONG.get() == ContractRule.D03) {
                driver.every(3, Fault.random());
            } else if (WRONG.get() == ContractRule.D08) {
                driver.every(1, rpc -> {
                    Answer answer = rpc.proceed().get();
                    Answer previous = last.getAndSet(answer);
                    return previous == null ? answer : previous;
                });
            } else if (WRONG.get() == ContractRule.D09) {
                driver.every(1, rpc -> {
                    Answer answer = rpc.proceed().get();
                    boolean failed = answer.bytes().length >= 8 && answer.bytes()[4] != 0;
                    return failed ? Answer.refuse(Errno.EIO) : answer;
                });
            }
            return driver;
        }

        @Override
        public Fwctl fwctl() {
            return Fwctl.on(seam, bench.kernel.root());
        }

        @Override
        public Optional<Sample<?, ?>> write() {
            if (WRONG.get() != ContractRule.D06) {
                return super.write();
            }
            HexCommand mislabelled =
                    new HexCommand("hex.set", RpcScope.CONFIGURATION, Effects.none(Effects.Source.SPECIFICATION), 16);
            return Optional.of(
                    new Sample<>(mislabelled, (String) HexCommand.get(0, 4).request()));
        }

        @Override
        public String place() {
            return "";
        }
    }

    static class WrongModule extends ToyModuleContractTest {
        /** Not a service. */
        static final class Hidden extends ToyModule {}

        @Override
        ToyModule toy() {
            return WRONG.get() == ContractRule.V14 ? new Hidden() : new ToyModule(WRONG.get());
        }

        @Override
        public String place() {
            return "";
        }

        @Override
        public List<Sample<?, ?>> samples() {
            return ((ToyModule) module()).samples();
        }
    }

    static class WrongSettings extends LoomSettingsContractTest {
        @Override
        protected @Nullable ContractRule wrong() {
            return WRONG.get();
        }
    }

    static class WrongFace implements EntryPointsContract {
        @Override
        public Class<?> inModule() {
            return ToyFace.class;
        }

        @Override
        public List<Class<?>> types() {
            return List.of(ToyFace.breaking(WRONG.get()), ToyFace.Careful.class);
        }

        @Override
        public List<Object> instances() {
            return List.of();
        }

        @Override
        public String place() {
            return "";
        }
    }
}
